"""What cases say: states in words, and the lines of the timeline that are ours."""

NOTE = "演示，无法律效力"
TASK_STATES = {
    "waiting": "等前一项办好",
    "submitted": "已提交，等部门接收",
    "received": "部门已收到，正在看材料",
    "correction": "请补正",
    "accepted": "已受理，开始计时",
    "working": "正在办",
    "decided": "已办结",
    "not_accepted": "没有受理",
    "withdrawn": "已撤回",
}
CASE_STATES = {
    "submitted": "已提交",
    "received": "部门已收到",
    "correction": "有内容要您补正",
    "working": "正在办",
    "decided": "都办结了",
    "closed": "已结束",
    "withdrawn": "已撤回",
}
SUBMITTED = "您已提交，共{count}项。（演示，无法律效力）"
STARTED = "前一项办好了，这一项接着办，结果已替您转过去。"
STOPPED = "前一项没有办成，这一项先停着。可以撤回，或打12345。"
CORRECTED = "您补正的内容已交给部门。"
WITHDRAWN = "您撤回了这一项。"
REMEDY = "不服的，可以申请行政复议或提起诉讼；有疑问打12345。"
DUE = "{text}{due}。"

NOT_FOUND = "没有找到这个办件，或登录已经过期。请核对编号，重新登录再看。"
NO_CORRECTION = "这一项现在不用补正。请刷新看看最新进度。"
ONLY_FIELD = "这次只要补“{name}”这一项，请只交这一项。"
FREE_FIELD = "补正的内容"
EMPTY_FIELD = "请填“{name}”再交。"
DECIDED = "已经办结的不能撤回。有异议可以申请行政复议，或打12345。"
APPLICANT_ONLY = "只有提交的人能撤回。请请他本人登录来撤。"

MY_CASE = "这次提交的办件，现在是这样："
ELSEWHERE = "要看您所有的办件，请登录后打开“我的办件”。"
SIGN_IN = "看办件进度要先登录，核验是您本人。"
FILLED = "您的表填了一部分，还没有提交。请登录接着办。"
TASK_LINE = "· {name}：{state}{due}"
DUE_PART = "，预计{due}前办结"
