"""Every sentence the assistant itself says. What belongs to an event, a fact or a service is said by the catalogue.

At most 35 characters a sentence, one thought a line. `tests/actions/test_wording.py` reads this file for words
that are never said.
"""

PHONE = "12345"
PHONE_POLICE, PHONE_FIRE, PHONE_AMBULANCE = "110", "119", "120"

# --- opening -----------------------------------------------------------------------------------------------
GREETING = "您好，这里是导办，把一件事要办的手续一次给您列清。"
SAY_WHAT_HAPPENED = "家里、店里有什么事，想办什么，直接跟我说。"
PHONE_AT_HAND = "想找人说，打{phone}，或去政务服务中心综合窗口。"
GREETING_AGAIN = "您好，我在。"

# --- recognising what happened -----------------------------------------------------------------------------
RECOGNISED = "您说的是“{title}”。"
REGION_READ_BACK = "按{region}给您列，不在这里请说。"
PLACE_READ_BACK = "{role}在{region}的，按那边的办法给您列。"
REGION_OTHER = "我在别的地方"
REGION_ASK = "您在哪里办？现在能列这几个地方："
REGION_SET = "好，改按{region}给您列。"
REGION_SAME = "现在就是按{region}列的。"
REGION_UNKNOWN = "这个地方的办法我这里还没有。"
WHICH_EVENT = "我想听准一点，您要办的是哪一件？"
THIS_EVENT = "我想听准一点，您要办的是这一件吗？"
BOTH_EVENTS = "两件都要办"
NONE_OF_THEM = "都不是"
NOT_THIS = "不是"
SAY_IT_OTHERWISE = "那请您换个说法，说说家里或店里出了什么事。"
WHAT_HAPPENED = "您要办的是什么事？"
EVENT_UNHEARD = "这句话我没听准是哪件事。"
ALL_EVENTS = "看全部能办的"
WHICH_STAGE = "都在这里，您要办的是哪一类？"
IN_STAGE = "“{stage}”这一类有这些："
ENTRY_JOINS = "一般会连着办：{joins}。"
ENTRY_NOT_ENCODED = "这件事的清单我还没有编好，不敢乱说。"
ENTRY_OFFICE = "请到{office}综合窗口问清再跑。"
ENTRY_WINDOW = "请到政务服务中心综合窗口问清再跑。"
ENTRY_LEAD = "牵头的是{lead}。"
ENTRY_PHONE = "先打{phone}问也行。"
UNVERIFIED_ENTRY = "上面几句没有核实过，以当地窗口为准。"
FACTS_KEPT_FOR_LATER = "您说的这些我先记下了。"
SECOND_EVENT = "您又说到“{new}”。眼下在办“{current}”。"
SECOND_EVENT_ASK = "两件一起办，还是换成后说的这件？"
MERGE = "两件一起办"
CHANGE = "换成“{title}”"
KEEP = "先办完眼前的"
MERGED = "好，两件一起办，一样的材料只要一份。"
CHANGED_EVENT = "好，换成“{title}”。前面说过的我都记着。"
KEPT_EVENT = "好，先办完眼前的。"

# --- reading answers ---------------------------------------------------------------------------------------
HEARD = "我听到的：{facts}。"
HEARD_ITEM = "{name}——{value}"
ANSWER_UNREAD = "这句话我没读出答案。"
ANSWER_REFUSED = "“{name}”这一条我没读懂。"
ANSWER_ALLOWED = "可以说：{allowed}。"
SAME_ANSWER = "“{name}”本来记的就是{value}。"
TYPE_DATE = "请说年月日，比如2026年3月5日。"
TYPE_INTEGER = "请说一个数{unit}。"
TYPE_RANGE = "请说{low}到{high}之间的数{unit}。"
TYPE_UNIT = "，单位是{unit}"
TYPE_TEXT = "请用一句话说。"
SET_HINT = "可以选几样，也可以说都没有。"
UNSURE_KEPT = "没关系，几种情况我都给您留着。"
UNSURE_DECIDES = "您知道了再告诉我，它决定：{what}。"
UNSURE_DECIDES_LATER = "您知道了再告诉我，到时候清单会更准。"
DECLINE_KEPT = "好，这一条先不说，几种情况都给您列出来。"
SKIPPED = "好，这一条放到后面问。"
SKIPPED_LAST = "别的都问完了，只剩这一条。"
SKIPPED_TWICE = "好，这一条不再问了，几种情况都给您列出来。"
NOTHING_ASKED = "眼下没有在等您回答的问题。"

# --- correcting --------------------------------------------------------------------------------------------
CORRECTED = "改好了：{name}，从“{old}”改成“{new}”。"
FILLED_IN = "补上了：{name}，{new}。"
LIST_CHANGED = "清单跟着变了："
LIST_UNCHANGED = "清单没有变化。"
LIST_FIRST = "改的这一条我记下了。"
CHANGE_SERVICE_ADDED = "多了一项：{name}（{route}）"
CHANGE_SERVICE_REMOVED = "少了一项：{name}"
CHANGE_SERVICE_POSSIBLE = "{name}：变成待定"
CHANGE_SERVICE_SURE = "{name}：定下来要办（{route}）"
CHANGE_ROUTE = "{name}：从“{old}”改成“{new}”"
CHANGE_MATERIAL_ADDED = "多了材料：{name}（{mode}）"
CHANGE_MATERIAL_REMOVED = "不用了：{name}"
CHANGE_MATERIAL_MODE = "{name}：从“{old}”改成“{new}”"
CHANGE_MORE = "还有{count}处，请看清单。"
CORRECT_WHICH = "要改哪一个答案？"
CORRECT_NOTHING = "您还没有回答过，没有可改的。"
CORRECT_ITEM = "{name}：{value}"
CORRECT_AGAIN = "好，这一条重新答。"
CORRECT_IDLE = "“{name}”现在不影响清单，不用改。"
WENT_BACK = "好，退回一步。“{name}”重新答。"
WENT_BACK_EVENT = "好，退回一步，刚才说的那件事先不算。"
WENT_BACK_CORRECTION = "好，退回一步，“{name}”还是“{value}”。"
NOTHING_BEFORE = "前面没有可退的了。"

# --- asking ------------------------------------------------------------------------------------------------
WHY = "为什么问这个：{why}"
WHY_WANTED = "· “{service}”要用：{why}{basis}"
WHY_UNSAID = "办这一项要交。"
WHY_ANSWERED = "您答的：{answers}"
WHY_OPEN = "还要看：{facts}"
WHY_UNKNOWN = "这一条会改变您要办的事项或材料。"
BASIS = "依据：{basis}。"
WHY_LIST = "清单里每一样下面都写着为什么和依据。"
DONT_KNOW = "不知道"
RATHER_NOT = "先不说"
WHY_ASK = "为什么问这个"
GO_ON = "接着办"
STILL_OPEN = "还差这一条。"

# --- list --------------------------------------------------------------------------------------------------
LIST_NOW = "这是到现在为止的清单，没答完的标着待定。"
LIST_COMPLETE = "问完了。这是您这次要办的，一次说全。"
LIST_NEEDS_EVENT = "还不知道您要办什么，列不出清单。"
LIST_TITLE = "{events}：{region}，{date}的清单"
APPLY = "帮我办"
CORRECT_ONE = "我要改一个答案"
ASK_PERSON = "问人工"
SHOW_LIST = "先看清单"

# --- applying ----------------------------------------------------------------------------------------------
APPLY_OPENED = "好，帮您办。"
APPLY_STILL_OPEN = "还有{count}个问题没答：{names}。"
AND_MORE = "等"
APPLY_BETTER = "答完再填表，不会白填。"
APPLY_ANYWAY = "现在就填表"
APPLY_NOTHING = "这次没有能在这里交件的事项，请照清单上的路办。"
APPLY_BEGIN = "先办：{names}（{way}）。"
APPLY_UNDECIDED = "要不要在这里交，还没定下来：{names}。补上没定的答案就能办。"
APPLY_LATER = "好，清单给您留着，想办了说“帮我办”。"
APPLY_PROMPT = "要我帮您办，就点“帮我办”。"

# --- others ------------------------------------------------------------------------------------------------
CASES = "我来查您的办件。"
CASES_BY_PHONE = "也可以打{phone}，报办件编号来查。"
HANDOFF = "您要找人，我记下了。您说过的都留着，不用从头说。"
HANDOFF_PHONE = "现在就想找人，打{phone}，或去政务服务中心综合窗口。"
HANDOFF_UNCLEAR = "我几次没听准，不耽误您了，请找人帮您。"
GO_ON_MYSELF = "我自己接着办"
COMPLAINT = (
    "您办得不顺，我听到了。下面几条路都可以走：",
    "打12345，说清哪个窗口、什么事，对方会登记。",
    "对窗口的决定不服，可以申请行政复议，也可以起诉。",
    "也可以到信访部门反映。",
    "工作人员吃拿卡要、推着不办，打12388反映。",
    "我这里没有给您登记编号，编号由接话的部门给。",
)
EMERGENCY = ("现在有危险请打110。", "着火、漏气、有人被困，打119。", "有人受伤、发病，打120。")
EMERGENCY_VIOLENCE = (
    "现在有危险请打110。",
    "受了伤打120。",
    "妇女求助打12338，法律帮助打12348，心里难受打12356。",
    "可以向法院申请人身安全保护令（反家庭暴力法第23条）。",
    "先到安全的地方，别的事以后再办。",
)
CONDOLENCE = "请节哀，我把要办的按先后列好。"
CONDOLENCE_ELSEWHERE = "请节哀。老人身后的手续，我还列不了。\n打{phone}，会告诉您先办哪样、去哪里办。"
CONDOLENCE_PERSON = "不想一条条答，可以打{phone}，有人帮您办。"
FRAUD = "我们不收手续费、不要验证码。有人这样要，打96110。"
OUT_OF_SCOPE = "这个我答不了。"
CAN_DO = "我能帮您列要办的手续、填表、查进度、找人。"
CAN_DO_EVENTS = "比如：{events}。"
ELSEWHERE = "别的事请打{phone}，或问政务服务中心综合窗口。"
CHITCHAT = "我只会帮人办事，闲话说不好。"
THANKS = "不客气。"
GOODBYE = "再见。要接着办，回到这里说一声。"
GOODBYE_PHONE = "急着找人，打{phone}。"
STOPPED = "好，先停在这里，您说过的都还在。"
ERASE = "删掉这次对话"
ERASE_ASK = "删掉以后，这次说的和清单都找不回来。确定删吗？"
ERASED = "好，这次对话删掉了。"
NOT_ERASED = "好，没有删。"
START_OVER = "从头开始"
START_OVER_ASK = "从头开始，前面答的都不算了。确定吗？"
STARTED_OVER = "好，从头开始。"
NOT_STARTED_OVER = "好，不从头来，接着办。"
YES = "确定"
NO = "不了"
YES_OR_NO = "请说“确定”或“不了”。"
FAQ_NOT_FOUND = "这一条我没有核实到，请打{phone}确认。"
FAQ_OTHERS = "这几个常有人问："
UNVERIFIED = "以当地窗口为准"
UNVERIFIED_LINE = "这一条没有核实过，以当地窗口为准。"
NO_LAST = "前面还没说过什么。"

# --- values ------------------------------------------------------------------------------------------------
NOT_KNOWN = "不确定"
NOT_SAID = "先不说"
NONE_OF_ALL = "都没有"
YES_VALUE, NO_VALUE = "是", "不是"
STATE_POSSIBLE = "待定"
