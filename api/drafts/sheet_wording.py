"""Headings of the 明白卡."""

TITLE = "明白卡"
SUBTITLE = "{events}　{region}　{date}"
NOTHING_PRIVATE = "这张卡上没有姓名和证件号，丢了也不要紧。"
SERVICES = "要办的事（{count}样）"
COLUMNS = ("事项", "怎么办、找谁", "多久、多少钱")
MATERIALS = "材料"
MATERIAL_COLUMNS = ("材料", "怎么处理", "用在")
DEADLINES = "您自己的时限"
DUE = "，最晚{date}"
POSSIBLE = "待定"
UNDECIDED = "还没定、可能要的：{names}。"
OPEN = "还没答的：{names}。答了，清单会更准。"
OFFICES = "在哪里办、问谁"
PHONE = "电话{phone}"
CLOSING = "能不能办、收不收，由窗口认定。不会上网的，全程可以去窗口办，也可以打12345。"
DEMO = "演示，无法律效力"
PAGE = "第{page}页"
