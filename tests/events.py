"""The life events of the shipped catalogue, and how somebody who never heard of them begins to tell of each."""

from __future__ import annotations

from pathlib import Path

#: Found by their files, so that a new event is tested without being named here.
EVENTS = sorted(path.stem for path in (Path(__file__).parents[1] / "knowledge" / "catalogue" / "events").glob("*.yml"))
#: What a person types first: what happened, and no official name.
OPENINGS = {
    "beauty_salon": "我打算盘个门面给人剪头发烫头发",
    "bereavement": "我奶奶走了，后面要跑哪些手续",
    "company_change": "我们公司搬了新地方，执照要跟着改",
    "company_closure": "公司没生意，我想把它注销掉算了",
    "company_setup": "我跟同学合伙，想注册一家公司",
    "construction_permit": "我们厂要盖新厂房，马上想动工",
    "credit_repair": "公司被罚过一回，网上那条记录想消掉",
    "disability": "我爸中风后半边身子动不了，想给他办残疾证",
    "driving_licence": "我的驾驶证快到期了，想换一本",
    "flexible_employment": "我被厂里辞了，现在没工作，社保怎么续",
    "graduate_employment": "我今年大学毕业了，档案往哪儿放",
    "hiring": "我店里新招了两个人，要给他们上社保",
    "home_transfer": "我跟人说好了，把我那套旧房子卖给他",
    "hukou_transfer": "我想把户口迁到城里来",
    "marriage_childbirth": "我跟女朋友准备领结婚证了",
    "medical_reimbursement": "我在外地住院，医药费回去怎么报",
    "mortgage_registration": "我想拿自己的房子去银行抵押贷款",
    "newborn": "我老婆生了，孩子的手续怎么跑",
    "pharmacy": "我准备在小区门口开一家药店",
    "provident_fund": "我租房子住，想把公积金取出来交房租",
    "public_housing": "我工资低又没房子，想申请公租房",
    "restaurant": "我想在巷口开个小面馆",
    "retirement": "我下半年就到退休年龄了，手续怎么办",
    "school_enrolment": "我家孩子九月份该上小学了",
    "social_card": "我的社保卡丢了，要补一张",
    "supermarket": "我想在楼下开个小超市",
    "transport_company": "我买了辆大货车，想自己跑运输",
    "utilities_connection": "新房子要通水通电，去哪里开户",
    "vehicle": "我刚买了辆新车，还没上牌",
    "veteran": "我刚从部队退伍回来，要去哪里报到",
}
