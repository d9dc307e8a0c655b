"""The words of docs/coverage.md."""

ROUTE = {
    "submit": "交件",
    "prefile": "网填到场",
    "jump": "专网",
    "book": "预约",
    "guide": "指引",
    "by_other": "由他人",
    "auto": "免申",
    "duty": "义务",
}
MODE = {
    "submit": "提交",
    "show": "核验",
    "surrender": "收存",
    "keep": "备查",
    "form": "签字",
    "sent_by_other": "他处送来",
    "produced": "办理产生",
}
HEAD = (
    "# 编到什么程度 · Coverage",
    "",
    "由 `daoban catalogue coverage` 按{region}、{on} 的内容数出来，不要手改。",
    "",
    "- 事项按办理路径、材料按方式计数；“能免”是政府核发的材料里，查得到电子证照、数据或前一项结果就不用交的占比。",
    "- “预计问”是照内置的先后，一个人平均要答几个问题；“不同结果”是清单可能有几种（≥ 表示至少，按抽出来的人数）。",
    "- “核实”是事项、材料、时限、收费、提醒、情形、问答里，有人对过出处的占比；其余给群众看时写“以当地窗口为准”。",
    "",
    "| 一件事 | 事项 | 问题 | 预计问 | 不同结果 | 材料 | 能免 | 例子 | 核实 |",
    "|---|---|---|---|---|---|---|---|---|",
)
COUNTED = "{count}（{parts}）"
TOTAL = (
    "共 {events} 件事，{services} 个事项，{facts} 个情形，{materials} 种材料，{fields} 个栏目，{laws} 部法律法规和文件，"
    "{personas} 个例子，{regions} 个地方，{overlays} 处本地差异。"
)
LISTS_HEAD = ("## 国家清单", "", "| 清单 | 项数 | 编出清单 | 认得出、没有编 | 名称没有查到 |", "|---|---|---|---|---|")
