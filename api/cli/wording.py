"""Every sentence the command line says."""

PROGRAM = "导办：一句话说清办什么，一次告知，一张表，一次提交。"
EPILOG = "急事打12345，或去政务服务中心综合窗口。"
USAGE, OPTIONS, ARGUMENTS, COMMANDS = "用法", "选项", "参数", "命令"
HELP_HELP = "显示这段说明"

# --- commands ----------------------------------------------------------------------------------------------
SERVE_HELP = "启动服务：知识包、听懂话的模型、网页和接口"
SERVE_HOST = "监听的地址（默认 127.0.0.1，即只有本机）"
SERVE_PORT = "监听的端口（默认 8000；0 为任一空闲端口）"
CHAT_HELP = "在终端里办一件事，从说一句话到提交、查进度"
CHAT_SERVER = "已在运行的服务的地址；不写就自己找，找不到就临时启动一个"
CHAT_REGION = "按哪里办，6 位行政区划代码（默认 620102）"
GUIDE_HELP = "不对话，直接按给出的情形列清单"
GUIDE_EVENT = "哪件事，如 newborn"
GUIDE_FACT = "情形=取值，如 hukou_follow=mother；多选用逗号隔开；不知道写“不知道”"
GUIDE_JSON = "输出整份 JSON"
GUIDE_PLACE_FORM = "办理地=代码"
GUIDE_PLACE = "某个办理地不在 --region 的，另写，如 户口所在地=360732；可以写几次"
GUIDE_PROOF = "把“没问到的不影响结果”的证明写到这个文件，用 daoban proof check 验算"
GUIDE_ON = "按哪一天算，如 2026-11-20（默认今天）"
WHY_FORM, WHAT_IF_FORM = "哪一条", "哪个情形"
TURNINGS = "换成下面的答案，这一条会变："
TURNING = "  · {name}，答{answers}：{change}"
WHY_HELP = "问一条为什么要、为什么免、为什么不用，如 birth_hukou 或 id_card/mother"
WHAT_IF_HELP = "问换个答案会怎样，如 hukou_follow"
UNDERSTAND_HELP = "看一句话听成了什么：在做什么、哪件事、哪些情形"
UNDERSTAND_TEXT = "一句话"
UNDERSTAND_JSONL = '从标准输入逐行读 {"text": ...}，逐行写出结果'
CATALOGUE_HELP = "检查或编译知识目录"
CATALOGUE_CHECK = "只检查"
CATALOGUE_BUILD = "检查并编译成知识包"
CATALOGUE_FOLDER = "知识目录在哪里（默认是随程序来的那一份）"
CATALOGUE_SCHEMA = "写出给编辑器用的格式说明（JSON Schema）"
EXPORT_HELP = "导出公开专栏（网页和数据）、细则清单和三种清单（Excel）"
EXPORT_FOLDER = "写到哪个目录"
EXPORT_REGION = "只导出这个地方（可以写几次；不写就是全部）"
EXPORTING = "正在导出"
EXPORTED = "导出好了，共 {files} 个文件：{folder}"
IMPORT_HELP = "读回改过的细则清单（Excel），先看会改哪些"
IMPORT_FILE = "细则清单文件（.xlsx）"
IMPORT_WRITE = "没有错就写进目录；不写这一项只看不改"
SHEET_BROKEN = "表里有 {count} 处要改，什么都没有动。"
SHEET_SAME = "和目录里的一样，没有要改的。"
SHEET_REFUSED = "照表改以后有 {count} 处错误，什么都没有动。请改好表再来。"
SHEET_WRITTEN = "改好了 {count} 处。请再运行 daoban catalogue build。"
SHEET_PREVIEW = "共 {count} 处会改，现在还没有动。没问题就加 --write 再运行一次。"
COVERAGE_HELP = "写出各件事编到什么程度的一张表"
COVERAGE_FILE = "写到哪个文件（默认 docs/coverage.md）"
COVERAGE_WRITTEN = "写好了：{path}"
COUNTING = "正在数"
CATALOGUE_DIFF = "两份知识包比一比：哪些人的结果变了，怎么变"
DIFF_OLD, DIFF_NEW = "原来的", "现在的"
DIFF_WHICH = "知识包文件、知识包编号，或知识目录"
DIFF_ALL = "跟着事项一起变的也一条条列出"
RATIO_HELP = "平均要问几个问题，离最少还差多少"
RATIO_EVENT_FORM, RATIO_EVENT = "事件", "哪些一件事，如 newborn（不写就是全部）"
RATIO_DOING = "算“{event}”要问几个问题（{n}/{count}）"
RATIO_TITLE = "每位申请人平均要回答几个问题（{region}，{on}；假定事先什么都不知道、每题都答得上来）"
RATIO_HEADS = (
    "一件事",
    "答案可能性",
    "照次序全问",
    "跳过无关的",
    "我们这样问",
    "守规矩最少",
    "不守规矩最少",
    "我们÷守规矩",
    "我们÷不守规矩",
)
RATIO_PRIORS = {"authored": "编写者估计", "uniform": "各答案均等"}
RATIO_COST = "{prior}，按费力程度计"
RATIO_SUMMARY = "{prior}：我们÷守规矩，平均 {mean}，最差 {worst}（目标：平均不超过 1.005，最差不超过 1.015）。"
RATIO_LEGEND = """怎么看：
  照次序全问　　照编写者的次序一题题问，结果定了就停，像一张普通的表。
  跳过无关的　　同样的次序，已经不影响结果的不问。
  我们这样问　　daoban 实际的问法。
  守规矩最少　　同样守规矩（分章、先情形后意愿、少见的合成一题、敏感的靠后、同一个人的连着问），次序再好也不能更少。
  不守规矩最少　次序完全随意时的最少；两者之差是为了问得自然多问的。
一道多选题算一个问题。编写者估计：照内容里写的 prior；没写的，单选按均等、多选每项按少数人选。没有另外注明的都是精确值，不是抽样。"""
RATIO_DRAWN = "带 ± 的太大，没有逐一算完：固定抽 {people} 人，± 后是标准误；带 ≥ 的是下限，真正的最少只会更多。"
SCHEMA_FOLDER = "写到哪个目录（默认 docs/schema）"
SCHEMAS_WRITTEN = "写好了 {count} 份格式说明：{folder}"
PROOF_HELP = "验算“没问到的不影响结果”的证明"
PROOF_CHECK = "逐步验算，再和知识包核对"
PROOF_FILE_FORM, PROOF_FILE = "文件", "daoban guide --proof 写出的证明，或带证明的整份清单（JSON）"
TRAIN_HELP = "训练听懂话的模型（知识或例句变了才需要）"
TRAIN_FORCE = "没有变化也重新训练"

# --- errors ------------------------------------------------------------------------------------------------
WRONG_USE = "用法不对：{detail}。看说明：{program} --help"
MISSING_ARGUMENT = "还缺 {names}"
BAD_CHOICE = "“{value}”不在可选的里面：{choices}"
UNKNOWN_ARGUMENT = "多了不认识的 {names}"
BAD_VALUE = "“{value}”不是{kind}"
KIND_NUMBER, KIND_DATE, KIND_PORT = "整数", "日期，写成 2026-11-20 这样", "0 到 65535 的端口号"
NEEDS_VALUE = "{name} 后面要跟一个值"
INTERRUPTED = "已停止。"
UNEXPECTED = "出了没料到的问题（{name}：{detail}）。请把这一行和 {log} 交给维护的人。"
PORT_IN_USE = "{host}:{port} 已经有程序在用。换一个：daoban serve --port 9000，或先停掉那个程序。"
ADDRESS_UNUSABLE = (
    "不能在 {host}:{port} 上监听（{detail}）。换一个地址或端口：daoban serve --host 127.0.0.1 --port 9000"
)
CATALOGUE_BROKEN = "知识目录有 {count} 处错误，没有编译。先改好，再运行 daoban catalogue check。"
NO_BOT = "听懂话的那一半还没装好（缺 {path}）。先运行：make run"
NO_MODULE = "这份安装缺 {module}。请重新取一份完整的程序，再运行 make run。"
TRAINING_FAILED = "模型没有训练成（退出码 {code}）。详情在 {log}，改好后运行 daoban train。"
UNDERSTAND_FAILED = "没有听成（退出码 {code}）：{detail}。先运行 daoban train 再试。"
BAD_LINES = '有几行没读成，输出里带 error 的就是。每行要写成 {"text": "..."}。'
UNKNOWN_EVENT = "没有“{event}”这件事，可以写：{events}。"
BAD_PLACE = "“{text}”要写成 办理地=代码，如 户口所在地=360732。"
UNKNOWN_PLACE = "没有“{role}”这种办理地，可以写：{roles}。"
UNKNOWN_REGION = "没有“{region}”这个地方，可以写：{regions}。"
BAD_FACT = "“{text}”要写成 情形=取值，如 hukou_follow=mother。"
UNKNOWN_FACT = "没有“{fact}”这个情形，可以写：{facts}。"
UNKNOWN_LINE = "没有“{line}”这一条，可以写：{lines}。"
DIFF_NOT_FOUND = "没有“{name}”这份知识包。请写文件、目录，或 {folder} 里有的编号。"
DIFF_UNREADABLE = "“{name}”读不出来：{detail}。请换一份，或重新运行 daoban catalogue build。"
DIFF_TOO_LARGE = "两份放在一起条件太多，数不过来。先运行 daoban catalogue check，看是哪一条太长。"
PROOF_UNREADABLE = "读不了证明 {path}：{detail}。请检查文件名，再用 daoban guide --proof 重写一份。"
PROOF_NONE = "{path} 里没有证明。请用 daoban guide 事项 --proof {path} 写一份。"
PROOF_UNWRITTEN = "证明写不到 {path}：{detail}。请换一个地方。"
PROOF_FAILS = "证明不成立：{flaw}。这份清单请重新生成。"
PROOF_ALTERED = "证明不成立：{difference}（知识包 {hash}）。这份清单请重新生成。"
SERVER_DIED = "服务没有起来。详情在 {log}；先单独运行 daoban serve 看看。"
SERVER_SILENT = "服务 {seconds} 秒还没有应答。详情在 {log}；先单独运行 daoban serve 看看。"
NO_SERVER = "连不上 {url}。请检查地址，或不写 --server，让它自己启动。"
NOT_OURS = "{url} 答的不是导办的服务。请检查地址。"
CONNECTION_LOST = "和服务的连接断了。再运行一次 daoban chat；急事打12345。"
SERVER_SAID = "{detail}"
SERVER_ODD = "服务答得不对（{status}）。请稍后再试；急事打12345。"

# --- progress ----------------------------------------------------------------------------------------------
ELAPSED = "{what}，{seconds} 秒"
DONE_IN = "{what}：好了，用了 {seconds} 秒"
COMPILING = "编译知识目录"
TRAINING = "训练听懂话的模型"
STARTING = "启动服务"
LISTENING = "读这句话"
CHECKING = "检查知识目录"

# --- proof -------------------------------------------------------------------------------------------------
PROOF_HOLDS = (
    "证明成立：{count} 项结果逐项验算，{steps} 个条件步步推得出：要 {yes} 项、不要 {no} 项、暂不能定 {open} 项。"
)
PROOF_ASKING = "还有 {count} 个问题要问；除了这些，别的怎么答都不改变结果。"
PROOF_BUNDLE = "条件、取值范围和结果清单与知识包 {hash} 一致。"
PROOF_NO_BUNDLE = "手边没有知识包 {hash}，只验算了推理；条件是不是出自它，没有核对。"

# --- serve -------------------------------------------------------------------------------------------------
SERVING = "导办已启动：{url}"
SERVING_TEXT_LATER = "打字这一半还在启动，眼下可以点按钮、填表办。"
SERVING_TEXT_NOW = "打字也能用了。"
SERVING_NO_BOT = "没有 {path}，这次只能点按钮、填表办，不能打字。要打字先运行 make run。"
SERVING_STOP = "停止：Ctrl-C。日志在 {logs}。"
CHILD_DIED = "{name}停了（退出码 {code}），{seconds} 秒后重新启动。详情在 {log}。"
STOPPING = "正在停止……"
STOPPED = "已停止。"
CHILDREN = {"bot": "听懂话的进程", "api": "接口进程"}

# --- catalogue and training --------------------------------------------------------------------------------
CATALOGUE_FINE = "知识目录没有错误：{events} 件事，{services} 个事项，{facts} 个情形，{personas} 个例子。"
CATALOGUE_WARNINGS = "另有 {count} 处提醒，见上。"
BUNDLE_BUILT = "知识包 {hash} 已编译：{path}"
BUNDLE_CURRENT = "知识包 {hash} 没有变化。"
MODEL_CURRENT = "模型没有变化，不用训练。要重训：daoban train --force"
MODEL_TRAINED = "模型训练好了。"

# --- diff --------------------------------------------------------------------------------------------------
DIFF_TITLE = "知识包 {old} → {new}，按 {on} 算"
DIFF_NONE = "没有不同。"
DIFF_EVENT = {"kept": "【{name}】", "added": "【{name}】新加的一件事", "removed": "【{name}】不再有这件事"}
DIFF_FACTS = {"added": "新问的：{names}", "removed": "不再问的：{names}"}
DIFF_WHERE = "在{regions}（共 {total:,} 种情形）："
DIFF_HEADS = ("什么", "原来", "现在", "哪些人", "占多少")
DIFF_TEXT_HEADS = ("什么", "哪一项", "原来", "现在")
DIFF_TEXTS = "结果不变，只是写法、依据、时限、费用等变了的："
DIFF_SHARE = "{percent}\n{count:,}种\n按多见少见{likely}"
DIFF_CASE = "· "
DIFF_LITTLE = "不到0.1%"
DIFF_FOLLOWS = "另有 {count} 条跟着事项一起变，要看加 --all。"
DIFF_FOOT = "一种情形，是各题答案的一种搭配；“按多见少见”，是按各题答案多见不多见折算的。"

# --- understand --------------------------------------------------------------------------------------------
UNDERSTOOD_ACT = "在做什么：{act}"
UNDERSTOOD_EVENT = "哪件事：{name}（{id}，{score:.2f}）"
UNDERSTOOD_FACT = "情形：{name}——{value}"
UNDERSTOOD_NOTHING = "没有听出事情和情形。"

# --- chat --------------------------------------------------------------------------------------------------
CHAT_HINT = "选项可以打编号，也可以打字。退出打“退出”。"
YOU = "您："
QUIT_WORDS = ("退出", "exit", "quit", ":q")
BYE = "好，先到这里。急事打12345。"
SEVERAL = "几样一起选，编号之间空一格，如 1 3。"
FORM_TITLE = "—— 填表 ——"
FORM_FOR = "这张表用于：{services}"
SIGN_IN = "提交要先登录。这是演示，请选一个演示身份："
SIGN_IN_WHO = "选谁（编号）："
SIGNED_IN = "已用演示身份 {name} 登录。"
BACK_TO_TALK = "好，表给您留着，回到对话。"
FORM_STOP_HINT = "每一格可以直接回车跳过；打“回到对话”先不填。"
FORM_STOP = "回到对话"
PREFILLED = "已经填好的："
PREFILLED_ITEM = "  {name}：{value}（{origin}）"
ORIGINS = {
    "identity": "来自登录身份",
    "lookup": "来自核验",
    "answer": "来自您的回答",
    "typed": "您填的",
    None: "没有来源",
}
FIELD = "{name}{mark}："
FIELD_REQUIRED = "（必填）"
FIELD_EXAMPLE = "  例如 {example}"
FIELD_HELP = "  {help}"
LOCKED = "这一格来自身份核验或部门数据，不能手改。有误请打12345。"
FIELD_PURPOSE = "  用途：{purpose}"
FIELD_ERROR = "  {error}"
STILL_MISSING = "还缺：{names}。"
REVIEW = "请核对："
CONFIRM = "都对，确认？（1 确认　2 改一格　3 回到对话）"
CONFIRM_SHORT = "打 1、2 或 3："
CONFIRMED = "您已确认。"
CHANGE_WHICH = "改哪一格？打它的名字或编号："
NO_SUCH_FIELD = "没有这一格。"
PARTY_WHICH = "这件事要几方都确认，您是哪一方？"
PARTY_WAITING = "还要 {name} 确认，各自打开：{link}"
PARTY_NOW = "现在就用演示身份替 {name} 确认吗？（1 是　2 先不）"
PARTY_CONFIRMED = "{name} 已确认。"
SUBMIT = "现在提交？（1 提交　2 先不）"
SUBMITTED = "已提交。办件编号：{case_no}"
RECEIPT_AT = "提交时间：{at}"
RECEIPT_TASK = "  · {name}，交给{department}"
RECEIPT_NOT = "没有交的，照下面的路办："
RECEIPT_NOT_ITEM = "  · {name}：{route}"
PROGRESS = "—— 办件 {case_no}：{state} ——"
PROGRESS_TASK = "  · {name}（{department}）：{state}{due}"
PROGRESS_DUE = "，预计{due}前办结"
PROGRESS_EVENT = "    {at}　{text}"
CORRECTION = "“{name}”要补正：{text}"
CORRECTION_VALUE = "请填“{name}”（先不填就回车）："
CORRECTION_SENT = "补正交上去了。"
CORRECTION_LATER = "好，先不补。想补了打“我的办件到哪了”。"
LOOK_AGAIN = "再看进度打 1，回到对话打 2："
DEMO = "演示，无法律效力"
CASES_SIGN_IN = "现在登录看吗？（1 登录　2 先不）"
CASES_WHO = "这是演示，请选一个演示身份："
CASES_WHICH = "看哪一件？打编号，不看就接着说："
CASE_LINE = "  {number}. {case_no}　{state}"
NO_CASES = "没有找到您的办件。交过的可以打12345，报办件编号来查。"
OFFLINE_HINT = "想当面办，去政务服务中心综合窗口，或打12345。"
