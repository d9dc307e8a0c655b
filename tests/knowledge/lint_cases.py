"""Every rule: one change of sound content after which it speaks, where it points, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

PERMIT, FIRE, HEALTH = "services/permit.yml", "services/fire.yml", "services/health.yml"
EVENT, FACTS, MATERIALS, PERSONAS = "events/e.yml", "facts/f.yml", "materials/m.yml", "personas/shop.yml"
LISTS, CANCELLED = "lists/l.yml", "cancelled/c.yml"
REGIONS, FIELDS, OVERLAY = "regions/r.yml", "fields/f.yml", "overlays/620000/p.yml"
CARD = "    mode: show\n    exempt_by: [el_id, ds_id]\n"


@dataclass(frozen=True)
class Case:
    """A change that a rule must notice, the line it points to (that text in that file) and a word of what it says.

    `stops`: an error, not a warning. `also`: a second change without which the first could not be made.
    """

    rule: str
    file: str
    old: str
    new: str
    says: str
    at: tuple[str, str] | None = None
    stops: bool = True
    also: tuple[str, str, str] | None = None

    @property
    def spot(self) -> tuple[str, str]:
        """File and text to which the message points."""
        return self.at or (self.file, self.new.split("\n")[0])


def warning(rule: str, file: str, old: str, new: str, says: str, at: tuple[str, str] | None = None) -> Case:
    """A change that is only reminded of."""
    return Case(rule, file, old, new, says, at, stops=False)


CASES = [
    Case("qc_01_no_catch_all_materials", MATERIALS, "name: 委托书", "name: 其他有关材料", "逐一写明"),
    warning("qc_02_nothing_is_left_vague", HEALTH, "how: [自己选一家去体检]", "how: [视情况去体检]", "视情况"),
    Case("qc_02_nothing_is_left_vague", MATERIALS, "guide: 找一家检测机构取样。", "guide: 按规定取样。", "按规定"),
    Case(
        "qc_03_every_proof_has_a_legal_basis",
        PERMIT,
        '    basis: [{law: permit_law, article: "9"}]\n',
        "",
        "法律依据",
        at=(PERMIT, "id: report"),
    ),
    warning(
        "qc_03_every_proof_has_a_legal_basis",
        PERMIT,
        '{law: permit_law, article: "9"}',
        "{law: permit_law}",
        "条号",
        (PERMIT, "id: report"),
    ),
    Case(
        "qc_04_retained_proofs_are_described",
        MATERIALS,
        "  guide: 找一家检测机构取样。\n",
        "",
        "guide",
        at=(PERMIT, "id: report"),
    ),
    Case(
        "qc_05_no_paper_needs_itself",
        HEALTH,
        "results: [{material: slip, subject: shop}]",
        "results: [{material: id_card, subject: applicant}]",
        "循环证明",
        at=(EVENT, "services: [{service"),
    ),
    Case(
        "qc_06_nothing_is_proved_twice",
        MATERIALS,
        "{id: letter, name: 委托书, kind: self_made,",
        "{id: letter, name: 委托书, kind: self_made, proves: [身份],",
        "任选",
        at=(PERMIT, "id: own_id"),
    ),
    Case(
        "qc_07_a_licence_proves_it_already",
        MATERIALS,
        "proves: [水质]",
        "proves: [身份]",
        "exempt_by",
        at=(PERMIT, "id: report"),
    ),
    Case(
        "qc_08_commitments_are_complete",
        PERMIT,
        "      verify: 发证后到店核查\n",
        "",
        "verify",
        at=(PERMIT, "nature: replaces_proof"),
    ),
    Case(
        "qc_10_what_a_query_shows_is_not_asked_for",
        PERMIT,
        CARD,
        "    mode: show\n    exempt_by: [el_id]\n",
        "网上查得到",
        at=(PERMIT, "id: own_id"),
    ),
    Case(
        "qc_11_who_writes_a_proof_can_know_it",
        MATERIALS,
        "issuer_can_verify: true",
        "issuer_can_verify: false",
        "查不实",
    ),
    warning(
        "qc_11_who_writes_a_proof_can_know_it",
        MATERIALS,
        "  issuer_can_verify: true\n",
        "",
        "能不能查实",
        (MATERIALS, "id: water_report"),
    ),
    Case(
        "qc_12_nothing_cancelled_is_asked_for",
        MATERIALS,
        "name: 委托书",
        "name: 准生证",
        "已经取消",
        at=(PERMIT, "id: letter"),
    ),
    Case("qc_12_nothing_cancelled_is_asked_for", PERMIT, "name: 经营许可", "name: 准生证办理", "不看"),
    Case(
        "qc_12_nothing_cancelled_is_asked_for",
        CANCELLED,
        "materials: [permit]\n  services: [health_check]",
        "materials: [id_card]\n  services: [permit_big]",
        "开店的户口簿",
        at=(PERMIT, "id: own_id"),
    ),
    Case(
        "qc_13_intermediaries_are_chosen_freely",
        MATERIALS,
        "有资质的检测机构（您自己选）",
        "有资质的检测机构",
        "群众自己选",
        at=(MATERIALS, "id: water_report"),
    ),
    Case("qc_13_intermediaries_are_chosen_freely", HEALTH, "自己选一家去体检", "到康健有限公司去体检", "点了"),
    Case("qc_14_government_papers_are_exempt", PERMIT, CARD, "    mode: show\n", "政府核发", at=(PERMIT, "id: own_id")),
    Case(
        "qc_15_an_e_licence_replaces_the_paper",
        PERMIT,
        CARD,
        "    mode: show\n    exempt_by: [ds_id]\n",
        "电子证照",
        at=(PERMIT, "id: own_id"),
    ),
    Case(
        "qc_16_nothing_beyond_the_list",
        PERMIT,
        "    why: 核对是谁开店\n",
        "    why: 核对是谁开店\n    copies: 2\n",
        "复印件",
        at=(PERMIT, "copies: 2"),
    ),
    Case(
        "qc_16_nothing_beyond_the_list",
        OVERLAY,
        "- {parameter",
        "- {service: health_check, add: {requirements: [{id: more, material: letter, subject: shop, mode: submit}]}, source: 测试, verified: true}\n- {parameter",
        "全国清单",
        at=(OVERLAY, "service: health_check"),
    ),
    warning("qc_17_offices_have_their_names", REGIONS, "name: 城关区政务服务中心", "name: 城关区办事处", "应叫"),
    warning("qc_17_offices_have_their_names", FIRE, "到消防窗口当面交", "到政务大厅当面交", "政务服务中心"),
    Case(
        "qc_18_counter_and_cash_stay",
        HEALTH,
        "不用先在网上约, cash: true}",
        "不用先在网上约, cash: false}",
        "现金",
        at=(HEALTH, "offline:"),
    ),
    Case(
        "qc_18_counter_and_cash_stay",
        HEALTH,
        "offline: {channel: 直接去就行，不用先在网上约, cash: true}\n",
        "",
        "线下渠道",
        at=(HEALTH, "id: health_check"),
    ),
    Case("qc_19_nobody_is_forced_online", FIRE, "到消防窗口当面交", "必须先在网上预约", "前提"),
    Case(
        "qc_22_what_a_sibling_makes_is_not_asked_for",
        FIRE,
        "    result_of: permit_big\n",
        "",
        "result_of: permit_big",
        at=(FIRE, "id: permit"),
    ),
    Case(
        "qc_23_the_guide_has_all_its_parts",
        HEALTH,
        "how: [自己选一家去体检]\n",
        "",
        "how",
        at=(HEALTH, "id: health_check"),
    ),
    Case(
        "qc_23_the_guide_has_all_its_parts",
        EVENT,
        "policies: [{name: 测试政策, text: 开店一件事。, law: permit_law}]\n",
        "",
        "policies",
        at=(EVENT, "id: shop"),
    ),
    Case(
        "qc_24_one_department_leads",
        EVENT,
        "lead: market",
        "lead: police",
        "没有事项",
        also=(
            "departments/d.yml",
            "- {id: fire,",
            "- {id: police, name: 公安机关, source: 测试, verified: true}\n- {id: fire,",
        ),
    ),
    Case(
        "qc_24_one_department_leads",
        EVENT,
        "{service: permit_big}, {service: fire_check}, {service: health_check}",
        "{service: permit_big}",
        "single",
        at=(EVENT, "services: [{service"),
    ),
    Case(
        "qc_25_promised_within_statutory", PERMIT, "{kind: promised, days: 10,", "{kind: promised, days: 30,", "比法定"
    ),
    Case("qc_25_the_whole_fits_its_parts", EVENT, "promised_days: 15", "promised_days: 14", "至少要 15"),
    Case("qc_25_the_whole_fits_its_parts", EVENT, "promised_days: 15", "promised_days: 19", "也只要 18"),
    Case("qc_26_fees_have_a_basis", PERMIT, "payer: 店主, ", "", "payer", at=(PERMIT, "{name: 工本费")),
    Case("qc_26_fees_have_a_basis", HEALTH, "{name: 体检费, text: 以体检机构公布的为准,", "{name: 体检费,", "收不收费"),
    warning(
        "qc_27_one_visit_is_enough", FIRE, "presence: one", "presence: one\nruns: 2", "要跑 2 次", (FIRE, "runs: 2")
    ),
    warning(
        "qc_27_one_visit_is_enough",
        HEALTH,
        "presence: none",
        "presence: one",
        "2 个事项要到场",
        (EVENT, "services: [{service"),
    ),
    Case(
        "qc_28_every_question_is_used",
        EVENT,
        "facts: [cooks, area, extras]",
        "facts: [cooks, area]",
        "没有放进任何一章",
        at=(EVENT, "chapters:"),
    ),
    Case(
        "qc_28_every_question_is_used",
        PERMIT,
        "    when: {who: agent}\n",
        "",
        "不改变任何结果",
        at=(EVENT, "id: going"),
    ),
    warning(
        "qc_29_sentences_are_short_and_plain",
        HEALTH,
        "why: 做吃的要体检。",
        "why: 做吃的要体检做吃的要体检做吃的要体检做吃的要体检做吃的要体检做吃的要体检做吃的要体检",
        "拆短",
    ),
    warning("qc_29_sentences_are_short_and_plain", HEALTH, "why: 做吃的要体检。", "why: 这是即办件。", "听不懂"),
    Case(
        "qc_30_laws_are_in_force",
        PERMIT,
        '{law: permit_law, article: "7"}',
        '{law: old_law, article: "7"}',
        "失效",
        at=(PERMIT, "basis: [{law: old_law"),
    ),
    Case(
        "qc_30_laws_are_in_force",
        PERMIT,
        '{law: permit_law, article: "7"}',
        '{law: coming_law, article: "7"}',
        "才施行",
        at=(PERMIT, "basis: [{law: coming_law"),
    ),
    warning(
        "qc_31_elements_are_complete_and_equal",
        HEALTH,
        'code: "000131003000"\n',
        "",
        "code",
        (EVENT, "services: [{service"),
    ),
    Case(
        "qc_32_promises_name_their_consequences",
        PERMIT,
        "不实的撤销许可，承担法律责任，记入失信信息",
        "不实的撤销许可，承担法律责任",
        "失信",
        at=(PERMIT, "nature: replaces_proof"),
    ),
    Case(
        "qc_33_only_secondary_papers_may_come_later",
        PERMIT,
        "    primary: false\n",
        "",
        "primary: false",
        at=(PERMIT, "id: rules"),
    ),
    Case(
        "qc_33_only_secondary_papers_may_come_later",
        MATERIALS,
        "name: 食品安全制度目录\n  kind: self_made",
        "name: 食品安全制度目录\n  kind: form",
        "主要材料",
        at=(PERMIT, "id: rules"),
    ),
    Case("qc_34_corrections_are_told_once", HEALTH, "how: [自己选一家去体检]", "how: [缺的陆续补]", "一次说全"),
    Case("qc_36_the_machine_decides_nothing", HEALTH, "why: 做吃的要体检。", "why: 您不符合条件。", "部门才能说"),
    warning(
        "qc_37_those_who_need_it_are_helped_first",
        EVENT,
        "green_channel: 老人和残疾人优先办。\n",
        "",
        "绿色通道",
        (EVENT, "id: shop"),
    ),
    Case("qc_38_every_field_is_needed", FIELDS, "purpose: 写在证上,", "purpose: ' ',", "purpose"),
    Case(
        "qc_38_every_field_is_needed",
        FIELDS,
        "- {id: shop_name",
        "- {id: shop_colour, name: 颜色, type: text, purpose: 好看, source: 测试, verified: true}\n- {id: shop_name",
        "没有事项用到",
    ),
]
