# The one door: each thing that is done with this repository is a target here.

PREFIX ?= /usr/local
# The moment that the starter site's page is built for, so that everybody sees the same page.
MOMENT = 2026-11-20T11:50:00Z

# An import that Package.swift does not declare is an error, in every build.
ARROWS = --explicit-target-dependency-import-check error
RELEASE = -c release --product allclear $(shell Scripts/release-flags.sh) $(ARROWS)
BENCH = -c release --package-path Benchmarks --scratch-path .build/benchmarks
FUZZ = -c release --product fuzz --scratch-path .build/fuzzing
GUIDED = -c release --product fuzz --scratch-path .build/guided --sanitize fuzzer -Xswiftc -DGUIDED
# Which cases `make fuzz` runs, and for how many seconds it then looks for code that none has reached.
FUZZ_FIRST ?= 0
FUZZ_CASES ?= 20000
FUZZ_SECONDS ?= 300
SWIFT_FILES = Package.swift Sources Tests Benchmarks Fuzzing

.PHONY: help site test lint format golden bench fuzz conformance test-browser pictures install dist clean needs release

help: ## show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: release ## build the starter site into public/
	@"$$(swift build $(RELEASE) --show-bin-path)/allclear" build \
	  --site site-template --output public --as-of $(MOMENT)
	@echo "The page is in public/: open public/index.html in a browser."

test: needs ## run every test
	swift test $(ARROWS)

lint: needs ## check the layout of the Swift files, and each import against Package.swift
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)
	swift build --build-tests $(ARROWS)

format: ## lay out the Swift files
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

golden: needs ## rewrite what the golden tests expect; review the difference before you commit it
	ALLCLEAR_GOLDEN=rewrite swift test $(ARROWS)
	@git status --short -- Tests

bench: release ## time the release build on sites of 100 to 10,000 incidents
	swift build $(BENCH)
	"$$(swift build $(BENCH) --show-bin-path)/bench" run \
	  --binary "$$(swift build $(RELEASE) --show-bin-path)/allclear"

fuzz: needs ## damage what people write, FUZZ_CASES times, then by coverage for FUZZ_SECONDS
	swift build $(FUZZ)
	@"$$(swift build $(FUZZ) --show-bin-path)/fuzz" run $(FUZZ_FIRST) $(FUZZ_CASES)
	@"$$(swift build $(FUZZ) --show-bin-path)/fuzz" builds $(FUZZ_FIRST) 300 20
	swift build $(GUIDED)
	@"$$(swift build $(FUZZ) --show-bin-path)/fuzz" seeds .build/guided/seeds
	@mkdir -p .build/guided/corpus
	"$$(swift build $(GUIDED) --show-bin-path)/fuzz" .build/guided/corpus .build/guided/seeds \
	  -max_total_time=$(FUZZ_SECONDS) -timeout=5 -max_len=262144 -artifact_prefix=.build/guided/ \
	  -dict=Fuzzing/words.dict

conformance: needs ## hold the output against public validators and clients, and test those
	swift build --product allclear $(ARROWS)
	@Conformance/run --binary "$$(swift build $(ARROWS) --show-bin-path)/allclear"
	@Conformance/publish --binary "$$(swift build $(ARROWS) --show-bin-path)/allclear"
	@Conformance/tell --binary "$$(swift build $(ARROWS) --show-bin-path)/allclear"

test-browser: needs ## open what a build writes in a real browser, and test those tests
	swift build --product allclear $(ARROWS)
	@BrowserTests/run --binary "$$(swift build $(ARROWS) --show-bin-path)/allclear"

pictures: needs ## take the pictures in Documentation/pictures anew
	swift build --product allclear $(ARROWS)
	@BrowserTests/run --pictures --binary "$$(swift build $(ARROWS) --show-bin-path)/allclear"

install: release ## install into PREFIX (/usr/local), with completions for three shells
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/allclear"
	install -m 755 "$$(swift build $(RELEASE) --show-bin-path)/allclear" "$(DESTDIR)$(PREFIX)/bin/"
	rm -rf "$(DESTDIR)$(PREFIX)/share/allclear/site-template"
	cp -R site-template "$(DESTDIR)$(PREFIX)/share/allclear/site-template"
	rm -rf "$(DESTDIR)$(PREFIX)/share/allclear/site-template/.allclear"
	@Scripts/install-completions.sh "$(DESTDIR)$(PREFIX)"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/lib/systemd/system"
	packaging/man-page "$(DESTDIR)$(PREFIX)/bin/allclear" \
	  "$$("$(DESTDIR)$(PREFIX)/bin/allclear" --version | cut -d' ' -f2)" \
	  "$$(git log -1 --format=%cs 2>/dev/null)" > "$(DESTDIR)$(PREFIX)/share/man/man1/allclear.1"
	for unit in packaging/systemd/*; do \
	  sed 's,/usr/bin/,$(PREFIX)/bin/,' "$$unit" > \
	    "$(DESTDIR)$(PREFIX)/lib/systemd/system/$${unit##*/}"; done

dist: needs ## build the packages, for machines without Swift, into dist/
	@packaging/make-dist

clean: ## remove what was built, the page in public/ too
	rm -rf .build
	rm -rf dist
	find public -mindepth 1 ! -name .gitignore -delete

needs:
	@Scripts/install-needs.sh

release: needs
	swift build $(RELEASE)
