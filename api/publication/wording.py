"""The words of what is published: headings of sheets, errors by cell, the labels of a guide."""

from knowledge.words import LOCAL

# --- 细则清单 ----------------------------------------------------------------------------------------------
DETAILS = "细则清单"
NOTES = "填表说明"
NOTES_LINES = (
    "一行是一个事项要的一样材料。灰底的栏只给人看，改了不算，改错了会提醒。",
    "改完存好，运行 daoban catalogue import 文件名，先看会改哪些；没有错再加 --write 写进目录。",
    "新增材料：加一行，事项编号写已有的，材料项编号起一个新的，材料编号写已有的。",
    "去掉材料：把那一行删掉。整个事项的行都不在表里，这个事项就不动。",
    "编号、方式、是否这几栏，照表里已有的写法写；条件一栏是 YAML，不会写的请留给管目录的人。",
    "不要合并单元格，不要写公式。",
)
YES, NO = "是", "否"
UNVERIFIED = "〔未核实〕"
MODES = {
    "submit": "提交",
    "show": "核验原件后退还",
    "surrender": "收存原件",
    "keep": "自备备查",
    "form": "签字即可",
    "sent_by_other": "由出具单位送来",
}
FORMS = {"original": "原件", "electronic": "电子件", "either": "原件或电子件", "paper": "纸质件"}
UNITS = {"natural_day": "天", "month": "个月", "year": "年", "working_day": "个工作日"}

# --- errors by cell ----------------------------------------------------------------------------------------
AT = "{sheet}!{cell}  {text}"
NOT_EXCEL = "打不开这个文件，请存成 .xlsx 再试"
TOO_LARGE = "文件太大（解开有 {size} MB），最多 {most} MB；请只留细则清单那一张表"
TOO_MANY_ROWS = "行数超过 {most} 行，请拆成几个文件；空行请删掉"
NO_SHEET = "没有“{name}”这一张表，请不要改表名"
NO_HEADING = "第一行是空的，请留着栏目名称"
COLUMN_MISSING = "少了“{name}”这一栏，请从导出的表里补上"
COLUMN_TWICE = "“{name}”这一栏有两个，请去掉一个"
COLUMN_UNKNOWN = "没有“{name}”这一栏，请去掉或改回原来的栏目名称"
MERGED = "这几格合并了（{cells}），请取消合并，每格都写上"
FORMULA = "这里是公式，请改成写死的文字"
EMPTY = "这一格要写“{name}”"
UNKNOWN_CODE = "{name}里没有“{value}”，请改成已有的编号"
UNKNOWN_WORD = "“{value}”看不懂，可以写：{known}"
NOT_A_NUMBER = "“{value}”不是整数，请写 0、1、2 这样的数"
NOT_AN_ID = "编号“{value}”只能用小写英文、数字和下划线"
NOT_A_PERIOD = "“{value}”看不懂，请写成“3个月”这样"
NOT_YAML = "这一格的写法有误：{why}"
NOT_A_BASIS = "“{value}”看不懂，请写成《法律名称》第几条，几条之间用“；”隔开"
UNKNOWN_LAW = "laws/ 里没有《{name}》，请先补上那部法"
UNKNOWN_FACT = "条件里的 {name} 在 facts/ 里没有，请改正编号"
READ_ONLY = "这一栏不在表里改，原来是“{value}”；{how}"
SAME_ROW = "{service} 的 {requirement} 在第 {row} 行写过了，请去掉一行"

# --- changes -----------------------------------------------------------------------------------------------
CHANGED = "{service} · {requirement}：{column}，从“{old}”改成“{new}”"
ADDED = "{service}：添上 {requirement}（{material}）"
REMOVED = "{service}：去掉 {requirement}"
BLANK = "空"

# --- lists -------------------------------------------------------------------------------------------------
COMMITMENTS = "告知承诺清单"
DEFERRALS = "容缺办理清单"
RETAINED = "保留证明清单"
COMMITMENT_COLUMNS = (
    "一件事",
    "事项",
    "部门",
    "替代的材料",
    "性质",
    "承诺内容",
    "后果",
    "不适用",
    "事后怎么核",
    "依据",
    "核实",
)
DEFERRAL_COLUMNS = (
    "一件事",
    "事项",
    "部门",
    "材料",
    "哪一种",
    "什么时候补",
    "补之前不给什么",
    "不补的后果",
    "依据",
    "核实",
)
RETAINED_COLUMNS = ("一件事", "事项", "部门", "证明", "由谁开具", "证明什么", "怎么开", "依据", "为什么还要", "核实")
NATURES = {"replaces_proof": "替代证明", "procedure": "许可办法本身"}
KINDS = {"promised": "申请人承诺补交", "before_licence": "领证前补齐", "sibling_result": "等前一项的结果"}

# --- guide -------------------------------------------------------------------------------------------------
WHEN_ALWAYS = "都要办"
NEEDED_WHEN = "什么情况要：{text}"
FREE_IF = "查得到就免交：{names}"
FLOW = "办理先后"
FLOW_READ = "第{step}步：{names}。"
UNKNOWN_VALUE = LOCAL
STEP = "第{number}步（可以同时办）"
AFTER = "先办好{name}"
ROUTE_SHORT = {
    "submit": "在线交件",
    "prefile": "先填后到场",
    "jump": "专门网站",
    "book": "预约窗口",
    "guide": "去窗口",
    "by_other": "别的单位办",
    "auto": "免申请",
    "duty": "自己做到",
}
MODE_SHOWN = {**MODES, "result": "办理中产生，不用准备"}
GUIDE = "办事指南"
COLUMN = "“一件事”专栏"
BACK_TO_COLUMN = "← 全部一件事"
AS_OF = "按{year}年{month}月{day}日的办法"
LEAD = "牵头：{lead}"
DEMO = "演示：这件事还没有接到部门，交件只到演示系统，无法律效力。要真办，请按下面的办法去。"
DEMO_SHORT = "（演示）"
NOT_ENCODED = "清单还没有编好，请打12345问"
FOR_PERSONS, FOR_BUSINESS = "个人的事", "经营主体的事"
FLOW_LEGEND = "同一格里的可以同时办；虚线框的看您的情况，不一定要办。"
SERVICES = "要办哪些"
MATERIALS = "要的材料"
NO_MATERIALS = "这一项不用您准备材料。"
DEADLINES = "您自己的时限"
STATEMENTS = "请留意"
NEEDED_WHEN_STATED = "（{text}）"
COPIES = "复印件{copies}份"
FAQ = "常有人问"
GREEN = "谁可以优先"
POLICIES = "有关政策"
OFFICES = "在哪里办、打什么电话"
PHONE = "电话{phone}"
CASH = "能付现金"
DT_WHEN, DT_WHO, DT_WHERE, DT_TIME = "什么情况", "谁办", "在哪办", "多久"
DT_FEE, DT_OFFLINE, DT_BASIS = "收费", "不上网", "依据"
NOBODY_FORCED = "不会上网的，每一项都可以去窗口办，或者打12345问。"
