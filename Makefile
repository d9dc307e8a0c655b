# Needs only Python (3.9 or newer) and make; everything else is fetched by deploy/bootstrap.
PYTHON ?= $(shell command -v python3 || command -v python)
BOOTSTRAP := $(PYTHON) -m deploy.bootstrap
ARGS ?=

# Rasa imports with warnings, and the service's settings name plugins and paths that .venv-bot does not have.
BOT_PYTEST := .venv-bot/bin/python -m pytest tests/bot --confcutdir=tests/bot \
	-o addopts=--import-mode=importlib -o filterwarnings=default

.DEFAULT_GOAL := help
.PHONY: help run test check format bench lock clean

help: ## 显示这些命令 · show these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## 启动服务 · prepare everything and serve (ARGS="--port 9000")
	@$(BOOTSTRAP) service bot web
	@.venv/bin/daoban serve $(ARGS)

test: ## 全部测试 · all tests, on real servers (ARGS="-k words" for the service side)
	@$(BOOTSTRAP) dev bot web
	@status=0; \
	echo "== clients/web"; $(BOOTSTRAP) npm run test --if-present || status=1; \
	echo "== tests/bot (.venv-bot)"; $(BOT_PYTEST) || status=1; \
	echo "== tests (.venv)"; .venv/bin/pytest $(ARGS) || status=1; \
	exit $$status

check: ## 格式、类型、依赖方向、目录 · format, lint, types, imports, catalogue
	@$(BOOTSTRAP) dev modules
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy knowledge actions bot --python-version 3.10
	.venv/bin/mypy api deploy/bootstrap
	.venv/bin/lint-imports --no-logo
	.venv/bin/daoban catalogue check
	@$(BOOTSTRAP) npm run check --if-present

format: ## 整理代码格式 · format the code
	@$(BOOTSTRAP) dev
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: ## 测量 · measure against the named baselines
	@$(BOOTSTRAP) dev bot web
	@.venv/bin/python -m bench $(ARGS)

lock: ## 重写依赖锁 · rewrite requirements/*.txt (ARGS=--upgrade takes the newest)
	@$(BOOTSTRAP) lock $(ARGS)

clean: ## 删除可以重建的一切，不动数据 · remove what can be made again, never data
	rm -rf .venv .venv-bot .tools clients/web/node_modules clients/web/dist
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
