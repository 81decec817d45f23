"""What pages a source holds: folders, lists, feeds and sitemaps. Web archives have a file of their own."""

import gzip
import pickle
from contextlib import suppress

import pytest

from ondit.errors import FetchError, PageError
from ondit.pages import Address, fetch, open_capture
from ondit.pages.door import Capture
from ondit.pages.gather import gather

PAGE = b"<html><head><title>Bridge closed</title></head><body><p>The bridge at Holm is closed, the county said.</p></body></html>"
RSS = """<?xml version="1.0"?><!-- made by hand --><rss version="2.0"><channel><title>News</title>
<item><title>A</title><link>https://news.example/a?x=1&amp;y=2</link><pubDate>Tue, 03 Mar 2026 23:30:00 -0500</pubDate></item>
<item><title>B</title><link>https://news.example/b</link></item>
<item><title>B again</title><link>https://news.example/b</link><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title>No page</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><updated>2026-03-05T00:00:00Z</updated>
<entry><link rel="self" href="https://news.example/api/c"/><link rel="alternate" href="https://news.example/c"/>
<published>2026-03-01T01:00:00+09:00</published><updated>2026-03-09T00:00:00Z</updated></entry>
<entry><link href="https://news.example/d"/><updated>2026-03-09T00:00:00Z</updated></entry></feed>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://news.example/a?b=1&c=2</loc><lastmod>2026-03-09</lastmod><image:image><image:loc>https://news.example/p.jpg</image:loc></image:image></url>
<url><loc> https://news.example/b </loc><news:news><news:publication_date>2026-03-02T08:00:00Z</news:publication_date></news:news></url>
<url><loc>/relative</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/one.xml.gz</loc></sitemap><sitemap><loc>https://news.example/gone.xml</loc></sitemap>
<sitemap><loc>https://news.example/two.xml</loc></sitemap></sitemapindex>"""
BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.fixture
def web(monkeypatch):
    """What is found at addresses; a Capture for each that was fetched."""
    known: dict[str, bytes] = {}

    def answer(url, *, allow_private=False):
        if "127.0.0.1" in url and not allow_private:
            raise FetchError(f"{url} leads to a private address")
        if url not in known:
            raise FetchError(f"{url} answers 404 Not Found")
        return Capture(known[url], url, url=url)

    monkeypatch.setattr(fetch, "fetch", answer)
    return known


def write(folder, **files):
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def until_error(items):
    """What comes before the error, and what it says."""
    found = []
    with pytest.raises(PageError) as raised:
        found.extend(items)  # extend keeps what came before the error
    return found, str(raised.value)


# ---------------------------------------------------------------- folders


def test_a_folder_gives_its_pages_and_those_inside_it_in_order(tmp_path):
    for name in ("b.html", "a.txt", "inner/deep/c.pdf", "inner/.hidden.html", ".git/d.html", "inner/logo.png", "style.css", "app.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    assert [str(path.relative_to(tmp_path)) for path in gather(tmp_path)] == ["a.txt", "b.html", "inner/deep/c.pdf"]


def test_links_that_lead_out_of_a_folder_are_left_out(tmp_path):
    (tmp_path / "in").mkdir()
    write(tmp_path, secret=PAGE)
    write(tmp_path / "in", page=PAGE)
    (tmp_path / "in" / "way-out").symlink_to(tmp_path / "secret")
    (tmp_path / "in" / "same").symlink_to(tmp_path / "in" / "page")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    assert [path.name for path in gather(tmp_path / "in")] == ["page", "same"]


def test_what_leads_to_addresses_is_left_out_of_a_folder_so_that_a_saved_site_asks_the_network_for_nothing(tmp_path, web):
    write(
        tmp_path,
        **{"feed.xml": RSS, "sitemap.xml.gz": gzip.compress(SITEMAP.encode()), "urls.txt": "https://news.example/a", "page.html": PAGE},
    )
    assert [path.name for path in gather(tmp_path)] == ["page.html"]


def test_a_folder_is_walked_as_pages_are_asked_for(tmp_path):
    write(tmp_path, **{"a.html": PAGE, "b.html": PAGE})
    pages = gather(tmp_path)
    assert next(pages).name == "a.html"
    (tmp_path / "b.html").unlink()


def test_an_empty_folder_holds_no_page(tmp_path):
    assert list(gather(tmp_path)) == []


# ---------------------------------------------------------------- lists


def test_a_list_gives_addresses_and_paths_beside_it(tmp_path, monkeypatch):
    monkeypatch.chdir("/")
    write(
        tmp_path,
        **{"page one.html": PAGE, "urls.txt": "# ours\nhttps://news.example/a#top  # the first\n\npage one.html\nmissing/b.html\r\n"},
    )
    assert list(gather(tmp_path / "urls.txt")) == ["https://news.example/a#top", tmp_path / "page one.html", tmp_path / "missing/b.html"]


def test_a_list_opens_the_folders_feeds_and_lists_that_it_names_once(tmp_path, web):
    (tmp_path / "folder").mkdir()
    write(tmp_path / "folder", **{"a.html": PAGE})
    write(tmp_path, **{"one.txt": "folder\ntwo.txt\none.txt\n", "two.txt": "one.txt\nfeed.xml\n", "feed.xml": ATOM})
    found = list(gather(tmp_path / "one.txt"))
    assert found == [tmp_path / "folder" / "a.html", "https://news.example/c", "https://news.example/d"]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge at Holm is closed, the county said.",
        "Bridge closed\n\nhttps://news.example/a\n\nThe bridge at Holm is closed, the county said on Monday.\nSource: https://county.example/",
        "# Bridge closed\n\nThe bridge at Holm is closed.",
        "closed",
    ],
)
def test_an_article_is_no_list(tmp_path, text):
    write(tmp_path, article=text)
    assert list(gather(tmp_path / "article")) == [tmp_path / "article"]


def test_one_line_that_went_wrong_does_not_make_an_article_of_a_list(tmp_path):
    lines = [f"https://news.example/{n}" for n in range(20)]
    write(tmp_path, urls="\n".join([*lines[:7], "and the one about the bridge", *lines[7:]]))
    assert list(gather(tmp_path / "urls")) == [*lines[:7], tmp_path / "and the one about the bridge", *lines[7:]]


def test_a_list_at_an_address_gives_addresses_and_no_file_of_this_machine(web):
    web["https://news.example/list.txt"] = b"https://news.example/a\nhttps://news.example/b"
    web["https://evil.example/list.txt"] = b"/etc/passwd\n/etc/hosts"
    assert list(gather("https://news.example/list.txt")) == ["https://news.example/a", "https://news.example/b"]
    assert [capture.url for capture in gather("https://evil.example/list.txt")] == ["https://evil.example/list.txt"]


# ---------------------------------------------------------------- feeds


def test_a_feed_gives_each_page_once_with_the_day_where_it_was_published(tmp_path):
    write(tmp_path, **{"feed.xml": RSS})
    found = list(gather(tmp_path / "feed.xml"))
    assert found == ["https://news.example/a?x=1&y=2", "https://news.example/b"]
    assert [address.announced for address in found] == ["2026-03-03", None]


def test_an_atom_feed_gives_the_pages_not_their_other_links_and_no_day_of_a_change(web):
    web["https://news.example/feed"] = ATOM.encode()
    found = list(gather("https://news.example/feed"))
    assert [(str(address), address.announced) for address in found] == [
        ("https://news.example/c", "2026-03-01"),
        ("https://news.example/d", None),
    ]


def test_relative_addresses_are_completed_by_that_of_the_feed(web):
    web["https://news.example/feeds/rss"] = b"<rss><channel><item><link>/2026/a</link></item></channel></rss>"
    assert list(gather("https://news.example/feeds/rss")) == ["https://news.example/2026/a"]


def test_the_day_of_a_feed_counts_where_the_page_gives_none():
    dated = PAGE.replace(b"<head>", b'<head><meta property="article:published_time" content="2026-02-27T10:00:00Z">')
    of_page, of_feed = (open_capture(Capture(raw, "page", announced="2026-03-03")).article.published for raw in (dated, PAGE))
    assert (of_page, of_feed) == ("2026-02-27", "2026-03-03")


def test_an_address_keeps_its_day_on_the_way_to_another_process():
    assert pickle.loads(pickle.dumps(Address("https://news.example/a", "2026-03-03"))).announced == "2026-03-03"


@pytest.mark.parametrize("text", ["<rss><channel></channel></rss>", "<rss><chan", "<feed/>"])
def test_a_feed_without_a_page_says_so(tmp_path, text):
    write(tmp_path, **{"feed.xml": text})
    with pytest.raises(PageError, match=r"feed\.xml is a feed without the address of any page"):
        list(gather(tmp_path / "feed.xml"))


# ---------------------------------------------------------------- sitemaps


def test_a_sitemap_gives_its_pages_without_their_pictures_and_the_day_only_of_news(tmp_path):
    write(tmp_path, **{"sitemap.xml.gz": gzip.compress(SITEMAP.encode())})
    found = list(gather(tmp_path / "sitemap.xml.gz"))
    assert [(str(address), address.announced) for address in found] == [
        ("https://news.example/a?b=1&c=2", None),
        ("https://news.example/b", "2026-03-02"),
    ]


def test_an_index_gives_the_pages_of_all_its_sitemaps_and_then_says_which_are_gone(web):
    web["https://news.example/sitemap.xml"] = INDEX.encode()
    web["https://news.example/one.xml.gz"] = gzip.compress(SITEMAP.encode())
    web["https://news.example/two.xml"] = b"<urlset><url><loc>https://news.example/c</loc></url></urlset>"
    found, error = until_error(gather("https://news.example/sitemap.xml"))
    assert found == ["https://news.example/a?b=1&c=2", "https://news.example/b", "https://news.example/c"]
    assert error == "https://news.example/gone.xml answers 404 Not Found"


def test_an_index_that_lists_itself_comes_to_an_end(web):
    web["https://news.example/sitemap.xml"] = INDEX.replace("two.xml", "sitemap.xml").encode()
    _, error = until_error(gather("https://news.example/sitemap.xml"))
    assert "index of sitemaps inside 2 others" in error


def test_a_sitemap_that_is_cut_off_gives_what_is_whole_and_then_says_so(tmp_path):
    write(tmp_path, **{"sitemap.xml": SITEMAP[: SITEMAP.index("<url><loc>/rel")]})
    found, error = until_error(gather(tmp_path / "sitemap.xml"))
    assert len(found) == 2
    assert "sitemap.xml is not well-formed XML" in error


# ---------------------------------------------------------------- one page, and what is no source


def test_a_page_is_itself(tmp_path, web):
    write(tmp_path, **{"page.html": PAGE})
    web["https://news.example/a"] = PAGE
    assert list(gather(str(tmp_path / "page.html"))) == [tmp_path / "page.html"]
    assert [capture.raw for capture in gather("https://news.example/a")] == [PAGE]


@pytest.mark.parametrize(("make", "said"), [(None, "does not exist"), (b"", "is empty")])
def test_a_source_that_cannot_be_read_is_an_error(tmp_path, make, said):
    if make is not None:
        write(tmp_path, page=make)
    with pytest.raises(PageError, match=said):
        list(gather(tmp_path / "page"))


def test_private_addresses_are_fetched_only_where_allowed_also_from_an_index(web):
    web["https://news.example/sitemap.xml"] = INDEX.replace("news.example", "127.0.0.1").encode()
    web["https://127.0.0.1/two.xml"] = SITEMAP.encode()
    assert until_error(gather("https://news.example/sitemap.xml"))[0] == []
    assert len(until_error(gather("https://news.example/sitemap.xml", allow_private=True))[0]) == 2


@pytest.mark.parametrize("text", [BOMB + RSS[RSS.index("<rss") :], BOMB.replace("rss", "urlset") + SITEMAP[SITEMAP.index("<urlset") :]])
def test_xml_that_declares_entities_is_refused(tmp_path, text):
    write(tmp_path, **{"list.xml": text})
    with pytest.raises(PageError, match=r"list\.xml declares XML entities"):
        list(gather(tmp_path / "list.xml"))


@pytest.mark.parametrize("text", [RSS, SITEMAP])
def test_a_list_that_swells_when_unpacked_is_refused(tmp_path, text):
    write(tmp_path, **{"list.gz": gzip.compress(text.encode() + b" " * 60_000_000, 1)})
    with pytest.raises(PageError, match=r"list\.gz has more than"):
        list(gather(tmp_path / "list.gz"))


def test_a_packed_list_that_is_cut_off_is_an_error(tmp_path):
    write(tmp_path, **{"sitemap.xml.gz": gzip.compress(SITEMAP.encode())[:-20]})
    with pytest.raises(PageError, match="cut off"):
        list(gather(tmp_path / "sitemap.xml.gz"))


@pytest.mark.parametrize("piece", ["<!--", "<?", "<!DOCTYPE ", "<a ", "x/", "a.b ", "# ", "\ufeff", "<item>", "&"])
def test_made_up_starts_take_no_long_time(tmp_path, piece):
    for before in ("", "<rss><channel>", "<urlset>"):
        write(tmp_path, file=before + piece * (50_000 // len(piece)))
        with suppress(PageError):
            list(gather(tmp_path / "file"))
