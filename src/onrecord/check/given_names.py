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

EITHERS = frozenset(
    """
    alex ali andrea ashley blake bobbie cameron casey chris dale dana drew frankie jackie jamie jan
    jean jesse jo jordan kelly kerry kim lee leslie lynn madison micah morgan noel paige pat quincy
    reid robin robyn sam sandy sasha shannon shelby taylor toni val vivian
    """.split()
)
"""Given names that tell neither he nor she."""

HERS = frozenset(
    """
    abigail adele agnes aisha alice alicia alison amanda amina amy ana angela anita ann anna anne
    annette april aretha astrid audrey ava barb barbara bea beatrice beatriz becca becky bella
    bernadette bernice beth betsy betty beverly bianca bonnie brenda bridget brigitte brooke camille
    candace carla carmen carol caroline carrie cassandra catherine cathy cecilia celia charlotte
    chelsea cheryl chloe chrissy christina christine ciara claire clara colette connie constance
    cora courtney cynthia daisy daphne dawn deb debbie deborah debra della denise diana diane dianne
    dina dolores donna dora doris dorothy edith eileen elaine eleanor elena elise eliza elizabeth
    ellen elsa elsie emily emma erica erin esther ethel eunice eva evelyn fatima fay faye felicia
    fiona flora florence fran frances francesca frieda gabriela gail gemma geraldine gina ginny
    gisela gladys glenda gloria grace greta gretchen gwen hannah harriet hazel heather heidi helen
    helena helga henrietta hilda hillary holly hope huma ida ines ingrid irene iris isabel isabella
    ivy jacqueline jana jane janet jasmine jeanne jen jenna jennifer jenny jessica jill joan joanna
    jocelyn josephine josie joy joyce juanita judith julia julie juliet june karen karin kate
    katherine kathleen kathryn kathy katie kay kayla keisha kellyanne kimberly kirsten kristen
    kristin lana latoya laura lauren leah lena lexi lillian lily linda lisa liz lois lorraine lottie
    louise lucia lucille lucy lydia mabel madeleine mae maggie maisie malia mandy marcia margaret
    margot maria marian marianne marie marilyn marina marion marjorie marlene marta martha mary
    maureen mavis maxine meg megan melanie melinda melissa mia michelle mildred millie minnie
    miranda miriam moira molly mona monica muriel myra nadia nancy naomi natalie natasha nell nellie
    nessa nicola nicole nina noor nora norah norma octavia odette olga olive olivia opal pamela
    patricia paula pauline pearl peggy penelope penny petra phoebe phyllis polly priscilla priya
    rachael rachel ramona rebecca regina renata renee rhoda rhonda rita roberta rosa rosalind rose
    rosemary rosie roxanne ruby ruth sabine sadie sally samira sandra sara sarah selma serena sharon
    shauna sheila shelley sherry shirley siobhan sonia sophia sophie stacey stella stephanie sue
    summer sunita susan susana suzanne svetlana sybil tamara tammy tanya tara tatiana teresa tess
    theresa tiffany tina tracy trish trudy ulrike uma ursula valentina valerie vanessa vera veronica
    vicky victoria virginia vivien wanda wendy whitney wilma yasmin yolanda yvette yvonne zara zelda
    zoe
    """.split()
)
HIS = frozenset(
    """
    aaron abdul abel abraham adam adrian ahmed aidan al alan alastair albert alec alejandro alistair
    allan allen alvin amir amos andre andreas andrew andy angelo angus anthony ari armando arnold
    art arthur arturo asher austin barack barney barry bart basil ben benedict benjamin benny
    bernard bernhard bernie bert bertram bill bob bobby boris boyd brad bradley brandon brendan
    brent brett brian bruce bryan burt butch byron caleb calvin carl carlos cary cecil cedric chad
    charles charlie chase chester chet christopher chuck clarence clark claude clay clayton cliff
    clifford clint clive clyde cody colin conor conrad cooper corey cornelius craig curtis cyril
    cyrus damian damon dan daniel danny dario darrell darren dave david dean deepak dennis denny
    derek derrick desmond devin dexter dick diego dieter dimitri dirk dmitri dominic don donald
    donnie doug douglas duane dudley duke duncan dustin dwight dylan earl ed eddie edgar edgardo
    edmund edward edwin eli elias elliot elliott elmer elon emanuel emil emilio enrique enzo eric
    ernest ernie errol ethan eugene evan everett ezra felipe felix ferdinand fergus fernando fidel
    finn floyd francisco frank franklin franz fraser fred frederick friedrich gabriel gareth garrett
    gary gavin gene geoff george gerald gerard gerry gideon gil gilbert giles giorgio giovanni glen
    glenn gordon graeme graham grant greg gregory grover guillermo gus guy hal hank hans harlan
    harold harris harry harvey hassan hector heinrich henry herb herbert herman hiram horace howard
    hubert hugh hugo humphrey ian ibrahim igor ike ira irving isaac ismail ivan ivo jack jackson
    jacob jaime jake jakob jamal james jared jarrett jarvis jason javier jay jean-luc jeb jed jeff
    jeffrey jens jeremiah jeremy jerome jerry jesus jim jimmy joachim joaquin jock joe joel joey
    johan johannes john jon jonah jonathan jorge jose josef joseph joshua juan jude jules julian
    julio julius jurgen justin kai karl keegan keir keith kellen ken kendall kenneth kent kevin
    kieran kirk klaus kofi kurt kyle lamar lance larry lars laurence lawrence leif len leo leon
    leonard leroy lester levi lewis liam lincoln lionel lloyd logan lorenzo lou louis luca luigi
    luis luke luther malcolm manfred manuel marco marcos marcus mario mark marshall martin marty
    marvin mathias mathieu matt matthew maurice max maxwell mehmet mel melvin michael mickey miguel
    mike mikhail miles mitch mitchell mitt mohamed mohammed morris moses murray nat nathan ned neil
    nelson nicholas nick nigel noah norbert norman olaf oliver omar orlando orrin osama oscar otis
    otto owen pablo patrick paul pedro percy perry pete peter phil philip philippe pierce pierre
    piers prescott quentin rafael raj rajiv ralph ramon randall randy raoul rashid raul ray raymond
    reginald reuben rex rhys ricardo richard rick ricky rob robbie robby robert rocco rod roderick
    rodney rodrigo roger roland rolf roman ron ronald ronnie rory roscoe ross roy rudolph rudy rufus
    rupert russ russell ryan salvador samir samuel sanjay saul scott sean sebastian sergei sergio
    seth shane shaun sheldon sid sidney silas simon sol spencer stan stanley stefan stephen steven
    stewart stu stuart sven tad tadhg ted terrence terry theo theodore thomas timothy toby todd tom
    tomas tommy tony travis trent trevor tristan troy tyler ulrich umar vaughn vernon vic victor
    viktor vince vincent vlad vladimir wallace walt walter warren wayne wendell wesley wilbur
    wilfred will william willie wolfgang woody wyatt xavier yusuf zach zachary
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
    listed = word in HIS or word in HERS or word in EITHERS
    return listed or any(word in group for group in _NICKNAMES)


def first_letters(given: str) -> set[str]:
    """Return the letters that may stand for a folded given name or a short form of it."""
    groups = [group for group in _NICKNAMES if given in group]
    return {given[0]} | {name[0] for group in groups for name in group}
