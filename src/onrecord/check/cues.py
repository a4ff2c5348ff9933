"""Words that tell who speaks: verbs of saying, and the words around them."""

import re

_PAST = """
    said wrote asked told replied answered responded added e-mailed emailed warned explained noted
    argued tweeted posted complained insisted suggested urged remarked observed joked quipped
    acknowledged admitted confirmed conceded concluded continued countered cautioned declared demanded
    denied described recalled reported retorted shot texted stated testified thought wondered
    announced advised agreed assured began claimed commented confided instructed mused objected
    pleaded predicted promised proposed protested recommended reminded repeated scribbled summarized
    summarised typed volunteered vowed messaged forwarded called compared indicated seemed written
    mused fumed snapped laughed sighed shrugged boasted bragged apologized apologised lamented joked
    dismissed denounced mocked branded labeled labelled likened characterized characterised praised
    accused blamed criticized criticised bristled shouted yelled whispered testified asserted alleged
    maintained stressed emphasized emphasised pointed opined wisecracked cracked blogged penned begged
    drafted counseled counselled hoped feared believed
"""
_PRESENT = """
    says writes asks tells replies answers responds adds e-mails emails warns explains notes argues
    insists suggests tweets calls recalls describes jokes remembers claims admits concedes complains
    predicts denies
"""
_PARTICIPLES = """
    saying writing asking telling replying answering responding adding e-mailing emailing warning
    explaining noting arguing insisting suggesting remarking calling describing complaining tweeting
    quipping joking
"""
_PHRASES = (
    "went on to (?:say|write|add|call|describe)",
    "goes on to (?:say|write|add|call|describe)",
    "(?:wrote|fired|shot|hit|texted|emailed|e-mailed|messaged|replied|snapped|wrote him|wrote her) back",
    "(?:chimed|weighed|cut|broke) in",
    "put it",
    "went on",
    "took to Twitter",
)
FINITE = tuple(sorted({*_PAST.split(), *_PRESENT.split()}, key=len, reverse=True))
PARTICIPLES = tuple(_PARTICIPLES.split())

ADVERB = (
    r"(?:(?:[a-z]+ly|then|also|later|had|has|have|once|soon|again|first|now|still|even|just|would|did)"
    r"\s+){0,3}"
)
FINITE_VERB = rf"{ADVERB}(?:{'|'.join((*_PHRASES, *FINITE))})\b"
ANY_VERB = rf"{ADVERB}(?:{'|'.join((*_PHRASES, *FINITE, *PARTICIPLES))})\b"
HAS_CUE = re.compile(rf"\b(?:{'|'.join((*FINITE, *PARTICIPLES))}|according to)\b")
PARTICIPLE = re.compile(rf"(?:{'|'.join(PARTICIPLES)})\b")
CUE = re.compile(rf"\b{ANY_VERB}")

TAKES_RECIPIENT = re.compile(
    r"\b(?:told|tells|telling|asked|asks|asking|e-?mailed|e-?mailing|warned|warning|advised"
    r"|assured|reminded|instructed|texted|messaged|urged)\s+"
)

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep representative gov governor
    president vice secretary judge justice gen general col colonel lt lieutenant capt captain sgt
    mayor councillor councilman councilwoman minister ambassador chancellor chairman chairwoman chair
    chief director counsel attorney lawyer spokesman spokeswoman spokesperson adviser advisor aide
    democrat republican congressman congresswoman speaker officer detective engineer manager
    commissioner rev reverend father sister pope king queen prince princess st
    deputy dean coach sheriff superintendent principal treasurer trustee undersecretary justice premier
    marshal inspector constable detective warden pastor bishop cardinal rabbi imam boss mum dad mom donor
    councilmember candidate host anchor reporter correspondent author professor economist strategist
    pollster consultant lobbyist businessman businesswoman financier billionaire activist journalist
    critic ally columnist editor publisher producer actor actress singer comedian star rep reps sens
    """.split()
)
"""Words before a name that are not part of it (folded, without a full stop)."""

NOT_PEOPLE = frozenset(
    """
    department house white senate congress court committee council authority agency bureau office
    university college school institute company corporation corp inc llc ltd systems group team press
    news times post courier herald journal tribune gazette daily party campaign street avenue road
    square station center centre county city state states united north south east west new world
    union bank board commission foundation association society army navy force police hall park
    hospital church service services staff support desk list committee editorial public
    communications media admin info help contact mail webmaster noreply reply customs
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
"""Words that mark a capitalised run as a body, place or time, not a person (folded)."""

NOT_NAMES = frozenset(
    """
    the a an in on at by for from to of as if it its it's he she they we i you his her their our my
    this that these those there then when while after before since until but and or nor so yet not no
    one two three some many most all both each every another other others more what who whom whose
    which where why how asked according despite although though because during now here still even
    only just also instead meanwhile however later earlier perhaps is was are were has had have did do
    does will would could should may might must can with without under over about between among any
    democrats republicans democratic republican sources officials top former senior longtime
    latest previously regardless hey hi hello e-mail email e-mails emails anyone everyone nobody
    yes well thanks thank dear please re
    """.split()
)
"""Words that are capitalised only because a sentence begins with them (folded)."""

ROLE_NOUNS = (
    r"(?:vice[ -])?(?:accountant|actor|actress|administrator|adviser|advisor|agent|aide|ally|ambassador"
    r"|analyst|architect|attorney|auditor|author|banker|boss|brother|builder|candidate|captain|cashier"
    r"|chairman|chairwoman|chair|chairperson|chancellor|chemist|chief|chief of staff|clerk|coach|colleague"
    r"|columnist|commander|commissioner|comptroller|congressman|congresswoman|consultant|contractor"
    r"|controller|councillor|councilman|councilwoman|counsel|daughter|dean|deputy|designer|detective"
    r"|developer|diplomat|director|doctor|donor|driver|economist|editor|engineer|executive|farmer|father"
    r"|financier|foreman|founder|governor|head|historian|husband|inspector|instructor|investigator"
    r"|investor|janitor|joiner|journalist|judge|lawmaker|lawyer|leader|librarian|lieutenant|lobbyist"
    r"|manager|mayor|minister|mother|negotiator|nurse|officer|operative|owner|partner|pastor|physician"
    r"|pilot|planner|police chief|politician|pollster|premier|president|principal|producer|professor"
    r"|prosecutor|publicist|publisher|regulator|reporter|representative|researcher|resident|scientist"
    r"|secretary|senator|sergeant|sheriff|sister|solicitor|son|speaker|speechwriter|spokesman|spokesperson"
    r"|spokeswoman|staffer|strategist|student|successor|predecessor|superintendent|supervisor|surgeon"
    r"|teacher|technician|treasurer|trustee|veteran|volunteer|warden|widow|wife|worker|writer)"
)
"""A pattern of nouns for what a person is or does."""

ALSO_SURNAMES = frozenset(
    "april august bank banks church day hall house june march may north post west white young".split()
)
"""Words for bodies, places and times that are surnames too (folded)."""
