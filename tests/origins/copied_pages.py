"""A story and another one, for copies to be made of."""

LEAD = (
    "The old bridge at Harlow will stay closed until the autumn, the county engineer told the council on Monday, because its northern "
    "pier has moved by nine centimetres since the floods of last spring."
)
HILLS = (
    "Lorries will be sent over the hills instead, a way that adds forty minutes to every delivery and that three mayors along the road "
    "have already called unbearable for anybody who lives beside it."
)
MONEY = (
    "Nobody has yet said who pays. The county holds that a bridge of that age belongs to the whole country, while the ministry of "
    "transport points to a treaty of 1931 under which Harlow took over the crossing with all that it costs to keep it."
)
FERRY = (
    "A ferry that two brothers have run since June carries eleven cars at a time and does not sail in fog. They would like to buy a "
    "second boat before the winter, but their bank wants to hear first for how long the bridge is going to be shut."
)
STORY = "\n\n".join(("Harlow bridge stays shut", LEAD, HILLS, MONEY, FERRY))
OTHER = "\n\n".join(
    (
        "Council argues about swans",
        "Swans on the lake below the town hall have bitten four visitors within a month, and the council cannot agree whether the birds "
        "or the people who feed them ought to be moved somewhere else before the summer fair begins.",
        "A keeper from the zoo counted thirty-one of them last week, twice as many as there is room for, and offered to take some.",
    )
)
