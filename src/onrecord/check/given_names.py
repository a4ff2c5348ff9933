"""Common English given names: short forms of one another, and whether he or she bears them.

Only a help where the story itself does not show it; a name that is not here says nothing.
"""

_NICKNAMES = tuple(
    frozenset(group.split())
    for group in (
        "william bill will billy liam",
        "robert bob rob bobby robbie",
        "richard rick dick rich ricky",
        "james jim jimmy jamie",
        "john jack johnny jon",
        "jonathan jon jonny",
        "jacob jake",
        "thomas tom tommy",
        "joseph joe joey",
        "michael mike mick mickey",
        "charles charlie chuck",
        "edward ed eddie ted ned",
        "theodore ted teddy theo",
        "daniel dan danny",
        "david dave davy",
        "stephen steven steve",
        "matthew matt",
        "anthony tony",
        "andrew andy drew",
        "christopher chris kit",
        "nicholas nick",
        "benjamin ben",
        "samuel sam",
        "alexander alex sandy sasha",
        "gregory greg",
        "jeffrey jeff geoffrey geoff",
        "kenneth ken kenny",
        "lawrence larry laurence",
        "peter pete",
        "philip phil phillip",
        "ronald ron ronnie",
        "donald don donnie",
        "timothy tim",
        "vincent vince",
        "walter walt",
        "francis frank fran",
        "gerald gerry jerry",
        "patrick pat paddy",
        "raymond ray",
        "frederick fred freddy",
        "douglas doug",
        "leonard len leo",
        "elizabeth liz beth betty eliza lizzie betsy",
        "margaret maggie meg peggy",
        "katherine catherine kate kathy katie cathy kathryn",
        "jennifer jen jenny",
        "susan sue susie",
        "deborah debbie deb",
        "patricia pat patty tricia",
        "barbara barb",
        "victoria vicky tori",
        "rebecca becky",
        "christine chris christina tina",
        "judith judy",
        "pamela pam",
        "sandra sandy",
        "alexandra alex sandra sasha",
        "abigail abby",
        "virginia ginny",
        "cynthia cindy",
        "jacqueline jackie",
        "samantha sam",
    )
)

HERS = frozenset(
    """
    abigail alice amanda amy angela anna anne barbara betty caroline carol catherine charlotte cheryl
    christina christine claire cynthia deborah diana diane dianne donna dorothy elena elizabeth ellen
    emily emma eva fiona frances grace hannah heather helen hillary huma ingrid irene jane janet
    jennifer jessica joan joanna judith julia julie karen katherine kathleen kate laura lena linda lisa
    louise lucy margaret maria marie martha mary melissa michelle monica nancy natalie nicole nina nora
    olivia pamela patricia paula priya rachel rebecca rose ruth sandra sarah sara sharon sophia sophie
    stephanie susan teresa theresa tina valerie vanessa victoria virginia wendy
    """.split()
)
HIS = frozenset(
    """
    aaron adam alan albert andrew anthony arthur barack benjamin bernard bernie bill bob brian bruce
    charles christopher colin craig daniel david dennis dimitri donald douglas edmund edward eric frank
    fred gary gene george gerald gordon graham greg gregory harold harry henry howard hugh ian jack
    jacob jake james jason jeff jeffrey jerry jim joe joel john jonathan joseph joshua keith kenneth
    kevin larry lawrence marcus mark martin matthew michael mike nathan neil nicholas nick oliver oscar
    patrick paul peter philip ralph raymond richard robert roger ronald roy samuel scott sidney simon
    stephen steven stuart thomas timothy tom tony victor vincent walter wayne william
    """.split()
)


def given_names_fit(first: str, second: str) -> bool:
    """Tell whether two folded given names can be one person's: the same, a nickname, a short form."""
    if first == second or any(first in group and second in group for group in _NICKNAMES):
        return True
    return min(len(first), len(second)) >= 3 and (
        first.startswith(second) or second.startswith(first)
    )


def is_given_name(word: str) -> bool:
    """Tell whether a folded word is one of the commonest given names."""
    return any(word in group for group in _NICKNAMES)


def first_letters(given: str) -> set[str]:
    """Return the letters that may stand for a folded given name or a short form of it."""
    groups = [group for group in _NICKNAMES if given in group]
    return {given[0]} | {name[0] for group in groups for name in group}
