// What a build says of itself, and whether one may take over from another.
#include "app/formats.h"

#include <doctest/doctest.h>

namespace relevo {

namespace {

Formats changed(void (*change)(Formats&)) {
  Formats formats = formats_of_this_build();
  formats.version = "99.0.0";
  change(formats);
  return formats;
}

std::string refusal(const Formats& next) {
  const auto fit = check_fit(formats_of_this_build(), next);
  return fit ? "" : fit.error().what;
}

bool says(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("formats: a line says all of it") {
  const Formats ours = formats_of_this_build();
  const auto read = parse_formats(to_line(ours));
  REQUIRE(read);
  CHECK(read->version == ours.version);
  CHECK(read->link == ours.link);
  CHECK(read->legs == ours.legs);
  CHECK(read->log == ours.log);
  CHECK(read->rules == ours.rules);
  CHECK(read->state == ours.state);
  CHECK(read->snapshot == ours.snapshot);
  CHECK(read->records == ours.records);
  CHECK(read->archive == ours.archive);
  CHECK(read->events == ours.events);
  CHECK(read->parts == ours.parts);
  CHECK(read->events.at(1) == 3);  // core_started: epoch, rules_version, away.
}

TEST_CASE("formats: what events and the operation are made of is said too") {
  const auto parts = formats_of_this_build().parts;
  CHECK(parts.at("48.9") == 2);           // Candidates of routing_decided: agent, score.
  CHECK(parts.at("48.4") == 1);           // Its strategy.
  CHECK(parts.at("operation") == 18);     // The document,
  CHECK(parts.at("operation.7") == 18);   // its queues,
  CHECK(parts.at("operation.7.5") == 2);  // and the levels that one asks for.
  CHECK(parts.at("operation.7.11") == parts.at("48.4"));
  CHECK(parts.find("1") == parts.end());     // Events themselves are not,
  CHECK(parts.find("48.1") == parts.end());  // nor what is one number.
}

TEST_CASE("formats: the line is far from the longest that a supervisor reads") {
  CHECK(to_line(formats_of_this_build()).size() < 2'000);
}

TEST_CASE("formats: words of a later build are passed over") {
  const auto read = parse_formats(to_line(formats_of_this_build()) + " people=3 odd");
  REQUIRE(read);
  CHECK(check_fit(formats_of_this_build(), *read));
}

TEST_CASE("formats: what is no such line is refused") {
  const std::string whole = to_line(formats_of_this_build());
  const auto with = [&](const std::string& key, const std::string& value) {
    const std::size_t begin = whole.find(" " + key + "=") + key.size() + 2;
    return whole.substr(0, begin) + value +
           whole.substr(std::min(whole.find(' ', begin), whole.size()));
  };
  REQUIRE(parse_formats(with("link", "7")));
  for (const std::string& line : {std::string{},
                                  std::string{"formats"},
                                  std::string{"formats "},
                                  "x" + whole,
                                  "ready " + whole,
                                  whole.substr(0, whole.find(" log=")),
                                  whole + " log=1",
                                  with("version", ""),
                                  with("link", "x"),
                                  with("log", "-1"),
                                  with("log", "99999999999"),
                                  with("events", ""),
                                  with("events", "1"),
                                  with("events", "1.x"),
                                  with("events", ",1.3"),
                                  with("parts", ""),
                                  with("parts", "1"),
                                  with("parts", ".1"),
                                  with("parts", "1.2.x"),
                                  with("records", ""),
                                  with("archive", "x")}) {
    CAPTURE(line);
    CHECK_FALSE(parse_formats(line));
  }
}

TEST_CASE("formats: no more kinds of events than there can be") {
  Formats formats = formats_of_this_build();
  for (std::uint32_t kind = 0; kind < 256; ++kind) formats.events[kind] = 1;
  CHECK(parse_formats(to_line(formats)));
  formats.events[256] = 1;
  CHECK_FALSE(parse_formats(to_line(formats)));
  formats.events.erase(256);
  for (int i = 0; formats.parts.size() < 1024; ++i) formats.parts["x" + std::to_string(i)] = 1;
  CHECK(parse_formats(to_line(formats)));
  formats.parts["y"] = 1;
  CHECK_FALSE(parse_formats(to_line(formats)));
}

TEST_CASE("fit: the same build may take over, one process at a time, and may be left again") {
  const auto fit = check_fit(formats_of_this_build(), formats_of_this_build());
  REQUIRE(fit);
  CHECK_FALSE(fit->together);
  CHECK_FALSE(fit->folds_whole);
  CHECK(fit->may_return);
}

TEST_CASE("fit: another link changes core and voice together") {
  const auto fit = check_fit(formats_of_this_build(), changed([](Formats& next) { ++next.link; }));
  REQUIRE(fit);
  CHECK(fit->together);
  CHECK(fit->may_return);
}

TEST_CASE("fit: another state, snapshot or archive has the whole log read") {
  for (auto* change :
       {+[](Formats& next) { ++next.state; }, +[](Formats& next) { ++next.snapshot; },
        +[](Formats& next) { ++next.archive; }}) {
    const auto fit = check_fit(formats_of_this_build(), changed(change));
    REQUIRE(fit);
    CHECK(fit->folds_whole);
  }
}

TEST_CASE("fit: other tables of records are there before the new core listens") {
  CHECK(
      check_fit(formats_of_this_build(), changed([](Formats& next) { ++next.records; }))->migrates);
  CHECK_FALSE(check_fit(formats_of_this_build(), changed([](Formats&) {}))->migrates);
}

TEST_CASE("fit: a core that may write what the old one does not know is not gone back from") {
  for (auto* change :
       {+[](Formats& next) { next.events[255] = 1; }, +[](Formats& next) { ++next.events.at(1); },
        +[](Formats& next) { ++next.rules; }, +[](Formats& next) { ++next.records; },
        +[](Formats& next) { ++next.parts.at("48.9"); },
        +[](Formats& next) { ++next.parts.at("operation.7"); },
        +[](Formats& next) { next.parts["operation.99"] = 1; }}) {
    const auto fit = check_fit(formats_of_this_build(), changed(change));
    REQUIRE(fit);
    CHECK_FALSE(fit->may_return);
  }
}

TEST_CASE("fit: a server whose leg store has its former name is not left for this one") {
  const Formats ours = formats_of_this_build();
  Formats former = ours;
  former.legs = 1;
  const auto fit = check_fit(former, ours);
  REQUIRE_FALSE(fit);
  CHECK(says(fit.error().what, "its leg store is of format 2, this server's is of format 1"));
  CHECK(says(fit.error().what, "end the server and start the new one"));
}

TEST_CASE("fit: what would lose calls or events is refused") {
  CHECK(says(refusal(changed([](Formats& next) { ++next.log; })), "its log is of format 2"));
  CHECK(says(refusal(changed([](Formats& next) { ++next.legs; })), "live calls would end"));
  CHECK(says(refusal(changed([](Formats& next) { --next.rules; })), "older than what runs"));
  CHECK(says(refusal(changed([](Formats& next) { --next.events.at(1); })), "older than what runs"));
  CHECK(
      says(refusal(changed([](Formats& next) { next.events.erase(1); })), "older than what runs"));
  CHECK(says(refusal(changed([](Formats& next) { --next.records; })), "older than what runs"));
  for (const char* part : {"48.9", "48.4", "operation", "operation.7.5"}) {
    CAPTURE(part);
    Formats next = formats_of_this_build();
    --next.parts.at(part);
    CHECK(says(refusal(next), "older than what runs"));
    next.parts.erase(part);
    CHECK(says(refusal(next), "older than what runs"));
  }
}

}  // namespace relevo
