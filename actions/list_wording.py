"""The words of the list: headings and labels. The phrase for each route and mode comes with the guidance."""

TITLE = "{events}——{region}，{date}"
NUMBERS = "一二三四五六七八九"
NUMBERED = "{number}、{heading}"
SERVICES = "要办的事"
DEPENDS = "（看：{facts}）"
POSSIBLY = "待定，{route}"
MATERIALS = "材料"
OWN_DEADLINES = "您自己的时限"
NOTICES = "请留意"
DUTIES = "要做到的"
OPEN = "还没答的"
OFFICES = "在哪里办"
WINDOWS = "（有{names}）"
ORDER = "先后"
TOGETHER = "，同一行里的可以同时办"
FIRST, NEXT, LAST = "先办", "接着", "最后"
#: How long everything takes at most, what goes together counted once.
OVERALL = "全部办完：{text}"
OVERALL_OPEN = "，待定的没算"
CORRECTION = "材料不齐怎么补"
CORRECTION_OF = "{services}：{text}"
CONTRADICTION = "您答的有几条合不到一起：{text}。"
CONTRADICTION_DO = "请看看哪一条要改，改了清单才准。"
REMAINING = "大约还有{count}个问题。"
NO_MATERIALS = "这次没有要您带的材料。"

#: Headings over materials, with the modes under each, in reading order.
MATERIAL_GROUPS = (
    ("要交、要带的", ("submit", "show", "surrender")),
    ("要填、要签的", ("form",)),
    ("登录核验后可免，去窗口请带上", ("exempt_if_verified",)),
    ("自己留好备查的", ("keep",)),
    ("不用您带的", ("produced", "sent_by_other", "exempt", "not_needed")),
    ("还没定的", ("possible",)),
)
#: Modes in which the person brings something, so that original or copy matters.
BROUGHT = ("submit", "show", "surrender", "exempt_if_verified", "possible")
FORMS = {"original": "原件", "electronic": "电子件", "either": "原件或电子件", "paper": "纸质件"}

WHO = "谁办：{text}"
WHERE = "去哪里：{text}"
WHERE_ELSEWHERE = "{text}（在{region}）"
#: A province, city or county has rules of its own.
LAYER = "{name}另有规定"
LAYER_BASIS = "{name}另有规定：{basis}"
PRESENCE = "到场：{text}"
TIME = "多久：{text}"
TIME_NAME = "时间"
FEE = "费用：{text}"
FEE_NAME = "费用"
FREE = "不收费"
PAYER = "谁交：{text}"
NO_CASH = "这里不收现金，请问窗口"
DECIDED_LATER = "{text}：以当地窗口为准"
UNCHECKED = "{text}没有核实过，以当地窗口为准。"
MAYBE = "待定（{text}）："
MAYBE_PLAIN = "待定："
REASON_SERVICE = "有什么用：{text}"
#: Routes on which nobody goes anywhere to apply.
NO_PRESENCE = ("auto", "duty")
HOW = "怎么办：{text}"
#: The steps after the first stand under it.
HOW_ON = "　　　　{text}"
REASON = "做什么用：{text}"
BECAUSE = "为什么有这一条：{text}"
BASIS = "依据：{text}"
USED_FOR = "用在：{text}"
CHOOSE = "下面{of}样里任选{count}样："
CHOOSE_MORE = "下面{of}样里任选{count}样，已有{there}样："
#: Under several materials that are alike in all the rest.
USED_FOR_ALL = "以上{count}样都用在：{text}"
COPIES = "另要复印件{count}份"
DUE = "最晚{date}"
#: What may be chosen instead of the ordinary route stands in the option itself.
NOT_YET = "现在不能选，登录后再看"
CONSEQUENCE = "选之前要知道：{text}"
UNVERIFIED = "以当地窗口为准"
UNVERIFIED_LINE = "这一条没有核实过，以当地窗口为准。"
UNVERIFIED_PARTS = "这一条没有核实过，{text}也以当地窗口为准。"
UNVERIFIED_ALL = "以上{count}样没有核实过，以当地窗口为准。"
PHONE = "电话{phone}"
PHONE_OF_ALL = "电话都是{phone}"
HOURS = "时间{hours}"
#: Over the windows of another place.
OFFICES_ELSEWHERE = "在{region}办{services}："
CLOSING = "当面办：政务服务中心综合窗口。"
CLOSING_PHONE = "问人：打12345。"
CLOSING_WINDOW = "能不能办、收不收，由窗口认定。"
DEMO = "演示：在这里提交没有法律效力。"
