"""The words that tell who asks, who answers and what is no speaker; English."""

from __future__ import annotations

from ondit.words import countries, people


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = (people.TITLES.keys() - people.IN_A_ROW) | _words("acting brother excellency first former her his honorable hrh prime vice")
"""Stand before a name and are no part of it: titles, and the words that go with them."""

PARTICLES = people.PARTICLES
ROLES = people.ROLES_BEFORE_NAMES

REPORTERS = _words(
    """
    reporter reporters correspondent journalist journalists writer editor anchor host interviewer columnist contributor blogger
    presenter moderator
    """
)
"""Those whose work is to ask; such a person is the interviewer, whichever side of the verb."""

OUTLETS = _words(
    """
    news times post press diplomacy magazine radio tv television network journal review daily weekly today channel media agency
    broadcasting tribune herald gazette chronicle guardian telegraph observer independent mail express mirror monitor reuters bbc cnn
    nbc abc cbs fox msnbc npr pbs afp ap politico quarterly online podcast show world report service bulletin digest courier dispatch
    sentinel globe star sun economist standard voice inquirer examiner insider nation
    """
)
"""A name that ends with one of these is an organization."""

INSTITUTIONS = _words(
    """
    university college institute brotherhood society party association council committee company corporation inc ltd llc foundation
    organization organisation union group team museum church bank court congress senate parliament ministry department office center
    centre club school academy agency army navy force government administration house international united national federal
    """
)
"""A name with one of these in it is no person's."""

NATIONS = countries.demonyms().keys() | _words(
    """
    african american arab asian european jewish korean kurdish muslim new north palestinian scottish south us u.s. uk eu western
    """
)
"""A name that begins with one of these is an organization, or describes the next word."""

CALENDAR = _words(
    """
    january february march april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday
    """
)

NO_NAME = _words(
    """
    a about after all although an and another any are as asked at because before both but by can could did do does during each even
    every few following for from good had has have he here hers how however i if in inside interview interviews into is it its just last
    let like many more most my never next no not now of on one or other our out over part please question questions read recently sadly
    she should since so some still such than thanks that the their then there these they this those though through thus to today tonight
    under until up upon was we well were what when where whether which while who whose why will with within without would yes yesterday
    yet you your background answer dear q&a transcript photo image video copyright image: thank hello hi i'm i’m
    """
)
"""Begin a sentence, a heading or a caption with a capital, and begin no name."""

NO_SPEAKER = _words(
    """
    claim claims myth fact facts truth reality problem problems solution solutions challenge challenges example examples day week month
    phase chapter part option tip tips hint lesson rule rules reason reasons before after then now good bad loser home away half score
    team stage level round about access address advertisement age also author available background best bio born breaking by caption
    category cast categories caution company comments contact contents cons copyright correction credit credits cost date dates deadline
    description details developing director disclaimer disclosure duration education email exclusive fax filed file film follow from
    genre headline hed highlights hometown image images ingredients instructions introduction issue key keywords language latest length
    link links list listen location locations method more name names next note notes occupation opinion order overview pages password
    people phone photo photos photograph picture pictures place platform play position posted preparation previous previously price pros
    published publisher quote rating read reading recipe references related release released result results runtime serves section see
    share sign similar source sources spoiler spouse stat step story subject subscribe summary tags tel theme title to today topic
    topics trailer translation tweet twitter type update updated updates url venue verdict version via video videos voice vote warning
    watch website when where who why winner with words yield year years
    """
)
"""Stand before a colon in lists, captions and notices: a label whose last word is one of these names no speaker."""

ASKERS = _words("q question interviewer reporter moderator host questioner press journalist me audience")
ANSWERERS = _words("a answer interviewee guest respondent ans")

NOBODY = _words(
    """
    the an unidentified unknown unnamed male female man woman men women boy girl child member members crowd caller participant
    participants speaker speakers voice voices announcer narrator clerk bailiff court counsel panelist operator commentator translator
    interpreter all both group off camera
    """
)
"""Make up labels that tell who speaks without a name: *THE PRESIDENT*, *UNIDENTIFIED MALE*, *Speaker 2*; with titles and roles."""

OFFSTAGE = _words(
    """
    begin end crosstalk applause laughter laughs inaudible unintelligible music video cheers cheering pause commercial break recording
    """
)
"""A paragraph in brackets with one of these is a stage direction."""

ASKING = _words(
    """
    what how why where when who whom whose which do does did is are was were can could would will should have has had am tell describe
    explain talk walk share any
    """
)
"""The first word of a question or of a request for an answer."""

ANSWERING = _words(
    """
    yes yeah yep no nope absolutely definitely sure certainly exactly well oh i i'm i’m i've i’ve i'd i’d we we're we’re we've we’ve not
    my our actually honestly both neither never maybe perhaps probably correct right great because thanks thank of
    """
)
"""The first word of an answer."""

FIRST_PERSON = _words(
    """
    i i'm i’m i've i’ve i'd i’d i'll i’ll me my mine myself we we're we’re we've we’ve we'd we’d we'll we’ll us our ours
    """
)
SECOND_PERSON = _words("you you're you’re you've you’ve you'd you’d you'll you’ll your yours yourself")
