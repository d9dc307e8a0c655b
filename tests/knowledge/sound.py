"""A small published catalogue with which every rule is content: not one error, not one warning."""

from __future__ import annotations

FILES = {
    "laws/laws.yml": """
- {id: permit_law, name: 测试许可法, in_force: "2019-01-01", source: 测试, verified: true}
- {id: old_law, name: 测试旧法, repealed: "2024-01-01", source: 测试, verified: true}
- {id: coming_law, name: 测试新法, in_force: "2030-01-01", source: 测试, verified: true}
""",
    "departments/d.yml": """
- {id: market, name: 市场监管部门, source: 测试, verified: true}
- {id: fire, name: 消防救援机构, source: 测试, verified: true}
- {id: health, name: 卫生健康部门, counter_field: 医疗, source: 测试, verified: true}
""",
    "licences/l.yml": """
- {id: el_id, name: 电子身份证, kind: licence, proves: [身份], source: 测试, verified: true}
- {id: ds_id, name: 身份核验, kind: query, proves: [身份], source: 测试, verified: true}
""",
    "regions/r.yml": """
- {code: "000000", name: 全国, full_name: 全国, level: nation, source: 测试, verified: true}
- code: "620000"
  name: 甘肃
  full_name: 甘肃省
  level: province
  parent: "000000"
  source: 测试
  verified: true
- code: "620102"
  name: 城关区
  full_name: 甘肃省兰州市城关区
  level: county
  parent: "620000"
  offices: [{id: hall, kind: service_center, name: 城关区政务服务中心, phone: "12345"}]
  source: 测试
  verified: true
""",
    "place_roles/p.yml": "- {id: business_premises, name: 经营场所, text: 店开在哪里, source: 测试, verified: true}\n",
    "regimes/r.yml": """
- {id: permit, name: 行政许可, from: accepted, unit: working_day, source: 测试, verified: true}
- {id: self, name: 自己办, source: 测试, verified: true}
""",
    "parameters/p.yml": "- {id: small_area, name: 小店面积上限, unit: ㎡, value: 30, source: 测试, verified: true}\n",
    "overlays/620000/p.yml": "- {parameter: small_area, set: {value: 50}, source: 测试, verified: true}\n",
    "facts/f.yml": """
- id: cooks
  name: 做不做热食
  kind: fact
  type: bool
  question: 做热食吗？
  options:
    - {value: true, label: 做, phrases: [做热食]}
    - {value: false, label: 不做, phrases: [不做]}
  source: 测试
  verified: true
- id: area
  name: 面积
  kind: fact
  type: integer
  question: 店有多大？
  unit: ㎡
  min: 1
  max: 10000
  source: 测试
  verified: true
- id: extras
  name: 别的
  kind: fact
  type: set
  question: 下面有哪些？
  options:
    - {value: gas, label: 用燃气}
    - {value: none, label: 都没有, exclusive: true}
  source: 测试
  verified: true
- id: who
  name: 谁去办
  kind: choice
  type: enum
  question: 谁去办？
  options:
    - {value: self, label: 本人, phrases: [我自己去]}
    - {value: agent, label: 代办, phrases: [托人去]}
  source: 测试
  verified: true
""",
    "materials/m.yml": """
- id: id_card
  name: 身份证
  kind: licence
  issuer: 公安机关
  government: true
  covered_by: [el_id, ds_id]
  proves: [身份]
  source: 测试
  verified: true
- id: water_report
  name: 水质检测报告
  kind: proof
  issuer: 有资质的检测机构（您自己选）
  proves: [水质]
  guide: 找一家检测机构取样。
  issuer_can_verify: true
  source: 测试
  verified: true
- id: food_rules
  name: 食品安全制度目录
  kind: self_made
  issuer: 店主
  source: 测试
  verified: true
- {id: letter, name: 委托书, kind: self_made, source: 测试, verified: true}
- {id: permit, name: 经营许可证, kind: result, issuer: market, government: true, source: 测试, verified: true}
- {id: slip, name: 体检合格证明, kind: result, source: 测试, verified: true}
""",
    "fields/f.yml": "- {id: shop_name, name: 店名, type: text, purpose: 写在证上, source: 测试, verified: true}\n",
    "services/permit.yml": """
id: permit_big
name: 经营许可
code: "000131001000"
department: market
handler: 区市场监管局
route: submit
presence: none
place_role: business_premises
place: 店在哪里就在哪里
legal_regime: permit
when: {all: [{cooks: true}, {area: {above: {parameter: small_area}}}]}
why: 做热食要有证。
how: [在网上填好, 等人来看店]
basis: [{law: permit_law, article: "7"}]
requirements:
  - id: own_id
    material: id_card
    subject: applicant
    mode: show
    exempt_by: [el_id, ds_id]
    why: 核对是谁开店
  - id: report
    material: water_report
    subject: shop
    mode: submit
    basis: [{law: permit_law, article: "9"}]
  - id: letter
    material: letter
    subject: applicant
    when: {who: agent}
    mode: submit
  - id: rules
    material: food_rules
    subject: shop
    mode: submit
    primary: false
    deferral:
      kind: promised
      due: 领证以前
      withheld: 补齐前不发证
      consequence: 补不齐不发证；作假的撤销许可，承担法律责任，记入失信信息
      verified: true
    commitment:
      nature: replaces_proof
      template: 已建立各项制度
      consequence: 不实的撤销许可，承担法律责任，记入失信信息
      excluded: 有严重失信记录的不能用
      verify: 发证后到店核查
      verified: true
fields: [shop_name]
times:
  - {kind: statutory, days: 20, unit: working_day, from: accepted, verified: true}
  - {kind: promised, days: 10, unit: working_day, from: accepted, verified: true}
fees:
  - {name: 工本费, amount: 10, unit: 元/证, payer: 店主, basis: [{law: permit_law, article: "8"}], verified: true}
results: [{material: permit, subject: shop}]
offline: {channel: 到政务服务中心窗口当面交, cash: true}
source: 测试
verified: true
""",
    "services/fire.yml": """
id: fire_check
name: 消防检查
code: "000131002000"
department: fire
handler: 区消防救援大队
route: prefile
presence: one
place_role: business_premises
place: 店在哪里就在哪里
legal_regime: permit
when: {extras: {has: gas}}
why: 用燃气的店要查一查。
how: [填好表, 等人来查]
basis: [{law: permit_law, article: "11"}]
requirements:
  - id: permit
    material: permit
    subject: shop
    when: {cooks: true}
    mode: submit
    result_of: permit_big
    exempt_by: [ds_id]
fields: [shop_name]
times: [{kind: promised, days: 5, unit: working_day, from: accepted, verified: true}]
fees: [{name: 消防检查, amount: 0, verified: true}]
results: [{material: slip, subject: applicant}]
after: [permit_big]
offline: {channel: 到消防窗口当面交, cash: true}
source: 测试
verified: true
""",
    "services/health.yml": """
id: health_check
name: 健康检查
code: "000131003000"
department: health
handler: 体检机构（您自己选）
route: guide
presence: none
place_role: business_premises
place: 就近的体检机构
legal_regime: self
when: {cooks: true}
why: 做吃的要体检。
how: [自己选一家去体检]
basis: [{law: permit_law, article: "12"}]
requirements:
  - {id: own_id, material: id_card, subject: applicant, mode: show, exempt_by: [el_id, ds_id]}
fields: [shop_name]
times: [{kind: promised, days: 3, unit: working_day, from: accepted, verified: true}]
fees: [{name: 体检费, text: 以体检机构公布的为准, verified: true}]
results: [{material: slip, subject: shop}]
notices: [{id: keep_it, text: 证放在店里，来检查时看, verified: true}]
offline: {channel: 直接去就行，不用先在网上约, cash: true}
source: 测试
verified: true
""",
    "stages/s.yml": "- {id: entry, name: 准入准营, audience: business, order: 1, source: 测试, verified: true}\n",
    "column/c.yml": """
- id: work_injury
  name: 工伤认定
  title: 上班时受伤了
  audience: business
  stage: 准入准营
  text: [先申请认定。]
  source: 测试
  verified: true
""",
    "cancelled/c.yml": """
- id: birth_permit
  name: 准生证
  words: [准生证]
  instead: 不看
  source: 测试
  verified: true
- id: hukou_book_for_shops
  name: 开店的户口簿
  materials: [permit]
  services: [health_check]
  instead: 不要
  source: 测试
  verified: true
""",
    "lists/l.yml": """
- id: national
  name: 国家清单
  law: permit_law
  count: 2
  items:
    - {no: 1, name: 开小店, audience: business, event: shop, verified: true}
    - {no: 2, name: 工伤认定, audience: business, entry: work_injury, verified: true}
  source: 测试
  verified: true
""",
    "events/e.yml": """
id: shop
name: 开小店
title: 我要开店
audience: business
stage: 准入准营
lead: market
lifecycle: published
demo: true
promised_days: 15
services: [{service: permit_big}, {service: fire_check}, {service: health_check}]
chapters:
  - {id: shop, title: 店, facts: [cooks, area, extras]}
  - {id: going, title: 谁去, facts: [who]}
faq: [{q: 要多久？, a: 10个工作日。, class: 流程, basis: [{law: permit_law, article: "7"}], verified: true}]
policies: [{name: 测试政策, text: 开店一件事。, law: permit_law}]
green_channel: 老人和残疾人优先办。
source: 测试
verified: true
""",
    "personas/shop.yml": """
- id: big_shop
  event: shop
  title: 大店
  region: "620102"
  on: "2026-11-20"
  facts: {cooks: true, area: 80, extras: [gas], who: agent}
  expect:
    services: {permit_big: {state: "yes", route: submit}, fire_check: {state: "yes"}}
    materials: {id_card/applicant: exempt_if_verified, permit/shop: produced}
  source: 测试
  verified: true
- id: small_shop
  event: shop
  title: 小店
  region: "620102"
  on: "2026-11-20"
  facts: {cooks: true, area: 20, extras: [], who: self}
  expect: {services: {permit_big: {state: "no"}, health_check: {state: "yes"}}}
  source: 测试
  verified: true
""",
}
