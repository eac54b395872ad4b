# 绩效透视 (jixiao). `make` prints this list; every target may be run again at any time.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV ?= .venv
PORT ?= 8501
BIN := $(VENV)/bin
COMPILE := $(BIN)/pip-compile --all-build-deps --allow-unsafe --strip-extras --generate-hashes --no-annotate \
	--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --quiet

# A name on PATH is not enough: it must start, be of a version that we support, and have venv.
SUITABLE := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	if $$name -c '$(SUITABLE)' >/dev/null 2>&1; then echo $$name; break; fi; done)

.PHONY: help run test check browser accuracy audit golden bench shots lock wheelhouse clean

help:  ## 这份说明
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo '需要 Python 3.11–3.13（含 venv）：sudo apt-get install python3 python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The stamps make the second run fast; a changed lock or pyproject.toml installs anew.
$(VENV)/run.stamp: requirements.txt pyproject.toml | $(BIN)/python
	@echo '安装运行所需的库（按 requirements.txt 锁定的版本与校验和）……'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt pyproject.toml | $(BIN)/python
	@echo '安装开发所需的库（按 requirements-dev.txt 锁定的版本与校验和）……'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

run: $(VENV)/run.stamp  ## 一条命令：装好环境、建数据仓库、打开看板（data/raw 有表就用它，否则用样例与演示区）
	@if [ -n "$$(find data/raw -type f ! -name '.*' -print -quit)" ]; then \
		$(BIN)/jixiao build data/raw --if-changed; \
	else \
		echo 'data/raw 里还没有自评表：先用样例表和一个演示区（演示数据）。'; \
		{ [ -f data/demo/truth.json ] || { rm -rf data/demo && $(BIN)/jixiao demo -o data/demo; }; } \
		&& $(BIN)/jixiao build data/samples data/demo --if-changed; \
	fi
	@$(BIN)/jixiao serve --port $(PORT)

test: $(VENV)/dev.stamp browser check  ## 全部检查与测试，含浏览器测试
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/dev.stamp  ## 代码检查：ruff、mypy、分层约定
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo '有文件未按 ruff format 排版：$(BIN)/ruff format .'; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

# The browser tests need a browser and Chinese fonts of the system. Root installs them.
browser:
	@if command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi 'cjk'; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo '安装浏览器测试所需的 chromium 与 fonts-noto-cjk……'; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium fonts-noto-cjk fontconfig >/dev/null </dev/null; } || echo '没有装上：浏览器测试将跳过。'; \
	else \
		echo '缺少 Chromium 或中文字体，浏览器测试将跳过。安装：sudo apt-get install chromium fonts-noto-cjk fontconfig'; \
	fi

accuracy: $(VENV)/dev.stamp  ## 公开样例在每种格式里读对了多少，写进 docs/accuracy.md
	@$(BIN)/python -m tests.accuracy --write docs/accuracy.md

audit: $(VENV)/dev.stamp  ## 审核规则找到了多少埋下的问题、误报多少，写进 docs/audit-accuracy.md
	@$(BIN)/python -m tests.audit_accuracy --write docs/audit-accuracy.md

golden: $(VENV)/dev.stamp  ## 写一份样例的标准读数：make golden FILE=data/samples/…
	@test -n "$(FILE)" || { echo '用法：make golden FILE=data/samples/…' >&2; exit 2; }
	@$(BIN)/python -m tests.golden "$(FILE)"

bench: $(VENV)/dev.stamp  ## 性能测量，每个数字旁是它的限值
	@$(BIN)/jixiao bench

shots: $(VENV)/dev.stamp browser  ## 给每个页面截图（宽窄、明暗）到 out/shots，README 的几张到 docs/pictures
	@$(BIN)/python -m tests.browser.shots

lock: $(VENV)/dev.stamp  ## 重新锁定依赖的版本与校验和
	@$(COMPILE) -o requirements.txt pyproject.toml
	@$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

wheelhouse: $(VENV)/run.stamp  ## 为内网离线安装备齐全部安装包，放进 dist/
	@$(BIN)/python -m pip download --quiet --require-hashes --only-binary :all: -r requirements.txt -d dist
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist .
	@cp requirements.txt dist/ && echo '已放进 dist/：整个文件夹拷到内网机器，安装见 README「离线安装」。'

clean:  ## 删去环境、构建物与数据仓库（data/raw 不动）
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache data/warehouse data/demo
