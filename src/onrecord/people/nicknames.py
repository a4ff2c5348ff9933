"""Given names and their short forms, in some languages; which titles and suffixes go with a name.

A table helps to see that two names can be one person's; it never says that they are. A name that is not
here says nothing.
"""

_GROUPS = tuple(
    frozenset(group.split())
    for group in (
        "abigail abby abbie gail",
        "abraham abe bram",
        "albert al bert bertie",
        "alexander alex alec sandy sasha sascha alek aleks lex xander",
        "alexandra alex sandra sasha lexi allie",
        "alfred al alf fred freddie",
        "allison alison allie ali",
        "amanda mandy",
        "andrew andy drew",
        "angela angie",
        "anne ann anna annie nan",
        "anthony antony tony",
        "arthur art artie",
        "barbara barb barbie babs",
        "benjamin ben benny benji",
        "bernard bernie",
        "bradley brad",
        "calvin cal",
        "cameron cam",
        "caroline carolyn carrie caro",
        "catherine katherine katharine kathryn cathy kathy kate katie kat kit cathryn",
        "charles charlie chuck chas",
        "christina christine chris chrissy tina kristina kristine",
        "christopher chris kit topher kris",
        "clifford cliff",
        "cynthia cindy",
        "daniel dan danny",
        "david dave davey davy",
        "deborah debra deb debbie",
        "dennis denny",
        "dominic dom nick",
        "donald don donnie",
        "dorothy dot dottie dolly",
        "douglas doug dougie",
        "edward ed eddie ted ned teddy",
        "edwin ed eddie ned",
        "eleanor ellie nell nora elinor",
        "elizabeth liz lizzie beth betty betsy eliza libby lisa elisabeth",
        "eugene gene",
        "evelyn evie",
        "florence flo",
        "frances fran frannie francie",
        "francis frank frankie fran",
        "franklin frank",
        "frederick fred freddie freddy rick fritz",
        "gabriel gabe",
        "geoffrey jeffrey geoff jeff",
        "george georgie",
        "gerald gerry jerry",
        "gilbert gil",
        "gordon gordy",
        "gregory greg gregg",
        "harold harry hal",
        "harriet hattie",
        "helen helena nell",
        "henry hank harry hal",
        "herbert herb bert",
        "hillary hilary hil",
        "howard howie",
        "isabel isabella bella isabelle",
        "jacob jake jack",
        "jacqueline jackie jacqui",
        "james jim jimmy jamie jas",
        "janet jan",
        "jason jay",
        "jennifer jen jenny jenn",
        "jeremy jerry jem",
        "jessica jess jessie",
        "jill gillian jillian",
        "joanna joanne jo joan",
        "john jack johnny jon",
        "jonathan jon jonny jonathon johnathan",
        "joseph joe joey jos",
        "joshua josh",
        "judith judy judi",
        "julia julie jules",
        "karen kari",
        "kenneth ken kenny",
        "kimberly kim kimberley",
        "lawrence laurence larry lawrie",
        "leonard leo len lenny",
        "leslie les lesley",
        "lewis louis lew lou louie",
        "lillian lily lil lilian",
        "louise lou",
        "lucille lucy",
        "madeleine maddie madeline maddy",
        "margaret maggie meg peggy marge margie greta rita daisy",
        "mark marc marcus",
        "martha marty",
        "martin marty",
        "mary molly polly mamie",
        "matthew matt matty",
        "maxwell max",
        "megan meg",
        "melissa missy mel",
        "michael mike mick mickey mikey",
        "michelle shelly",
        "mitchell mitch",
        "nancy nan",
        "nathan nate nathaniel nat",
        "nicholas nick nicky nicolas",
        "nicole nikki nicky",
        "norman norm",
        "oliver ollie",
        "pamela pam",
        "patricia pat patty patti tricia trish",
        "patrick pat paddy patty",
        "peter pete",
        "philip phillip phil",
        "priscilla cilla",
        "rachel rachael",
        "randall randy randolph",
        "raymond ray",
        "rebecca becky becca",
        "reginald reg reggie",
        "richard rick dick rich ricky richie",
        "robert bob rob bobby robbie bert",
        "roberta bobbie",
        "rodney rod",
        "roger rog",
        "ronald ron ronnie",
        "rosemary rosie rose",
        "russell russ rusty",
        "samantha sam",
        "samuel sam sammy sandy",
        "sandra sandy sandi",
        "sarah sara sally sadie",
        "sheldon shelly",
        "sidney sydney sid",
        "stanley stan",
        "stephanie steph stephie stefanie",
        "stephen steven steve stevie stephan",
        "stewart stuart stu",
        "susan sue susie suzie suzanne susanne",
        "terence terry terrence",
        "teresa theresa terry tess",
        "theodore ted teddy theo",
        "thomas tom tommy thom",
        "timothy tim timmy",
        "valerie val",
        "vanessa nessa",
        "victor vic",
        "victoria vicky vicki tori",
        "vincent vince vinny",
        "virginia ginny",
        "walter walt wally",
        "wesley wes",
        "wilfred wilf fred",
        "william bill will billy liam willie wm",
        "zachary zach zack",
        "johannes hans johann jo",
        "josef sepp",
        "katharina kathi katja",
        "friedrich fritz",
        "wilhelm willi",
        "francisco paco pancho",
        "jose pepe",
        "ignacio nacho",
        "guadalupe lupe",
        "giuseppe beppe peppe",
        "luigi gigi",
        "ivan vanya",
        "dmitri dmitry dima mitya dmitriy",
        "mikhail misha",
        "nikolai kolya",
        "vladimir volodya vova",
        "yekaterina ekaterina katya",
        "muhammad mohammed mohamed mohammad muhammed",
    )
)


def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in _GROUPS:
        for name in group:
            found[name] = found.get(name, frozenset()) | group
    return found


_KIN = _by_name()

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep representative gov governor
    president vice secretary judge justice gen general adm admiral maj major col colonel lt lieutenant
    capt captain cpt cdr ltc ltg sgt mayor minister ambassador amb chancellor chairman chairwoman
    congressman congresswoman rev reverend hon honorable honourable the madam madame herr frau sheikh
    shaykh
    """.split()
)
"""Words before a name that are not part of it (folded, without a full stop)."""

FORMS_OF_ADDRESS = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady hon honorable honourable the madam madame herr
    frau vice rev reverend
    """.split()
)
"""Titles that many bear at one time: unlike an office, they do not tell two of one surname apart."""

SUFFIXES = frozenset("jr sr ii iii iv".split())
"""Words after a name that tell two bearers of it apart."""

DEGREES = frozenset(
    """
    phd md esq esquire cpa mba jd llm dds rn usn usa usaf usmc ret facp obe cbe mp mbe qc kc cfa pe
    """.split()
)
"""Words after a name that tell nobody apart."""

PARTICLES = frozenset(
    """
    de del della der den di da das do dos du van von vander vom zu zum ten ter la le lo las los el al
    bin bint ibn abu ben san santa st af av y e mac
    """.split()
)
"""Words that belong to the surname that follows them."""


def short_forms(given: str) -> frozenset[str]:
    """Return the names that may stand for a folded given name, itself among them."""
    return _KIN.get(given, frozenset()) | {given}


def is_given_name(word: str) -> bool:
    """Tell whether a folded word is a given name or short form that is known here."""
    return word in _KIN


def given_names_fit(first: str, second: str) -> bool:
    """Tell whether two folded given names can be one person's: equal, kin, or one an initial."""
    if first == second:
        return True
    if not first or not second:
        return False
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0] or (
            len(first) != len(second) and _initial_of_kin(first, second)
        )
    return second in _KIN.get(first, frozenset())


def _initial_of_kin(first: str, second: str) -> bool:
    initial, name = (first, second) if len(first) == 1 else (second, first)
    return any(kin[0] == initial for kin in _KIN.get(name, frozenset()))
