#include "api/figures_query.h"

#include <algorithm>
#include <charconv>

#include "api/rfc3339.h"
#include "base/enum_name.h"
#include "calendar/calendar.h"
#include "core/ladder.h"
#include "operation/operation_file.h"

namespace relevo {

namespace {

tl::unexpected<Fault> refused(const std::string& why) { return fault(Fault::Kind::input, why); }

/// `15m` or `2h`: whole minutes, at least one.
std::optional<Duration> length_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const char unit = text.back();
  text.remove_suffix(1);
  std::int64_t count = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (!is_whole || count < 1 || count > 10'000) return std::nullopt;
  if (unit == 'm') return minutes(count);
  if (unit == 'h') return hours(count);
  return std::nullopt;
}

Result<std::vector<const Indicator*>> read_names(const HttpRequest& request, SubjectKind by) {
  std::vector<const Indicator*> names;
  const std::string* text = request.parameter("names");
  if (text == nullptr) {
    for (const Indicator* one : all_indicators()) {
      if ((one->kinds & kind_bit(by)) != 0) names.push_back(one);
    }
    return names;
  }
  for (std::size_t at = 0; at <= text->size();) {
    const std::size_t end = std::min(text->find(',', at), text->size());
    const std::string name = text->substr(at, end - at);
    const Indicator* indicator = indicator_of(name);
    if (indicator == nullptr) {
      return refused("There is no indicator \"" + name.substr(0, 64) +
                     "\"; /api/v1/indicators/catalogue lists them.");
    }
    if ((indicator->kinds & kind_bit(by)) == 0) {
      return refused("\"" + name + "\" is no figure by " + std::string{enum_name(by)} + ".");
    }
    const bool is_there = std::find(names.begin(), names.end(), indicator) != names.end();
    if (!is_there) names.push_back(indicator);
    at = end + 1;
  }
  return names;
}

template <class Entries>
std::optional<std::uint64_t> id_in(const Entries& entries, std::string_view code) {
  const auto* entry = entry_of_code(entries, code);
  return entry == nullptr ? std::nullopt : std::optional{entry->id.value};
}

std::optional<std::uint64_t> id_of(const Operation& operation, SubjectKind kind,
                                   std::string_view code) {
  switch (kind) {
    case SubjectKind::operation:
      return operation.code.view() == code ? std::optional<std::uint64_t>{1} : std::nullopt;
    case SubjectKind::queue:
      return id_in(operation.queues, code);
    case SubjectKind::campaign:
      return id_in(operation.campaigns, code);
    case SubjectKind::client:
      return id_in(operation.clients, code);
    case SubjectKind::agent:
      return id_in(operation.agents, code);
    case SubjectKind::team:
      return id_in(operation.teams, code);
    case SubjectKind::site:
      return id_in(operation.sites, code);
    case SubjectKind::place: {
      const auto place = enum_from_name<WorkPlace>(code);
      if (!place || *place == WorkPlace::none) return std::nullopt;
      return static_cast<std::uint64_t>(*place);
    }
  }
  return std::nullopt;
}

/// Whose days count: those of the campaign, of the queue's campaign, else the operation's.
std::pair<std::string_view, Duration> days_of(const Operation& operation,
                                              const FiguresQuery& query) {
  const Campaign* campaign = nullptr;
  if (query.of && query.by == SubjectKind::campaign) {
    campaign = entry_of(operation.campaigns, CampaignId{*query.of});
  } else if (query.of && query.by == SubjectKind::queue) {
    const QueueSetup* const queue = entry_of(operation.queues, QueueId{*query.of});
    if (queue != nullptr) campaign = entry_of(operation.campaigns, queue->campaign);
  }
  if (campaign != nullptr && !campaign->time_zone.empty()) {
    return {campaign->time_zone.view(), campaign->day_cut};
  }
  if (operation.time_zone.empty()) return {"Etc/UTC", {}};
  return {operation.time_zone.view(), operation.day_cut};
}

/// `today`, `yesterday` or a date: that day, up to its end.
Result<Span> read_day(const std::string& text, const Floor& floor, FiguresQuery& query) {
  const auto [name, cut] = days_of(floor.operation(), query);
  const auto zone = TimeZone::named(name);
  if (!zone) return tl::unexpected<Fault>(zone.error());
  const Date today = zone->day_at(floor.tallies().wall(floor.now()), cut);
  std::optional<Date> day = text == "today" ? today : date_from(text);
  if (text == "yesterday") day = previous(today);
  if (!day || *day > today) {
    return refused("\"day\" is today, yesterday or a date that has come, like 2026-01-31.");
  }
  query.day = text_of(*day);
  return Span{.from = zone->begin_of(*day, cut), .to = zone->begin_of(next(*day), cut)};
}

/// From `from` or `last`, up to `to` or now; or a `day`.
Result<Span> read_span(const HttpRequest& request, const Floor& floor, FiguresQuery& query) {
  const Tallies& tallies = floor.tallies();
  const Time now = floor.now();
  const std::string* day = request.parameter("day");
  const std::string* from = request.parameter("from");
  const std::string* to = request.parameter("to");
  const std::string* last = request.parameter("last");
  const Time wall = tallies.wall(now);
  Span span{.from = wall - minutes(30), .to = wall + microseconds(1)};
  if (day != nullptr) {
    if (last != nullptr || from != nullptr || to != nullptr) {
      return refused("\"day\" goes without \"last\", \"from\" and \"to\".");
    }
    const auto asked = read_day(*day, floor, query);
    if (!asked) return asked;
    span = *asked;
  } else if (last != nullptr) {
    const auto length = length_of(*last);
    if (!length || from != nullptr || to != nullptr) {
      return refused("\"last\" is a length like 15m or 8h, without \"from\" and \"to\".");
    }
    span.from = wall - *length;
  } else if (from != nullptr) {
    const auto begin = from_rfc3339(*from);
    const auto end = to == nullptr ? std::optional{span.to} : from_rfc3339(*to);
    if (!begin || !end || *begin >= *end) {
      return refused("\"from\" and \"to\" are like 2026-01-31T09:30:00.000Z, the earlier first.");
    }
    span = {.from = *begin, .to = *end};
  } else if (to != nullptr) {
    return refused("\"to\" needs a \"from\".");
  }
  if (span.from < wall - tallies_kept) {
    return refused("Figures by the quarter go back " +
                   std::to_string(tallies_kept.us / hours(1).us) +
                   " hours: ask from a later time on.");
  }
  return tallies.whole(span, now);
}

Result<std::vector<Span>> read_steps(const HttpRequest& request, Span span) {
  const std::string* text = request.parameter("step");
  if (text == nullptr) return std::vector{span};
  const auto step = length_of(*text);
  if (!step || step->us % quarter.us != 0) {
    return refused("\"step\" is 15m or a multiple of it, like 30m or 1h.");
  }
  std::vector<Span> spans;
  for (Time from = floor_to(span.from, quarter); from < span.to; from = from + *step) {
    spans.push_back(
        {.from = from,
         .to = std::min(from + *step, floor_to(span.to + quarter - microseconds(1), quarter))});
  }
  return spans;
}

}  // namespace

Result<FiguresQuery> read_figures_query(const HttpRequest& request, const Floor& floor) {
  FiguresQuery query;
  if (const std::string* by = request.parameter("by")) {
    const auto kind = enum_from_name<SubjectKind>(*by);
    if (!kind) {
      return refused("\"by\" is operation, queue, campaign, client, agent, team, site or place.");
    }
    query.by = *kind;
  }
  auto names = read_names(request, query.by);
  if (!names) return tl::unexpected<Fault>(names.error());
  query.names = std::move(*names);
  const auto when = read_whom_and_when(request, floor, query);
  if (!when) return tl::unexpected<Fault>(when.error());
  return query;
}

Result<void> read_whom_and_when(const HttpRequest& request, const Floor& floor,
                                FiguresQuery& query) {
  if (const std::string* code = request.parameter("of")) {
    query.of = id_of(floor.operation(), query.by, *code);
    if (!query.of) return refused("There is no such " + std::string{enum_name(query.by)} + ".");
  }
  query.time_zone = days_of(floor.operation(), query).first;
  const auto span = read_span(request, floor, query);
  if (!span) return tl::unexpected<Fault>(span.error());
  auto spans = read_steps(request, *span);
  if (!spans) return tl::unexpected<Fault>(spans.error());
  query.spans = std::move(*spans);
  return {};
}

std::optional<std::string> code_of(const Operation& operation, const Subject& subject) {
  if (!is_there(operation, subject)) return std::nullopt;
  return code_of_subject(operation, subject);
}

bool sees(const Operation& operation, const Principal& principal, const Sight& sight,
          const Subject& subject) {
  if (sight.all) return true;
  const auto may_see = [&](const Relation& relation) {
    return may(principal.roles, Act::see, relation);
  };
  switch (subject.kind) {
    case SubjectKind::queue:
      return sight.sees(QueueId{subject.id});
    case SubjectKind::agent:
      return sight.sees(AgentId{subject.id});
    case SubjectKind::team:
      return may_see(relation_to(operation, principal, TeamId{subject.id}));
    case SubjectKind::campaign:
      return may_see(relation_to(operation, principal, CampaignId{subject.id}));
    case SubjectKind::client:
      return std::all_of(operation.campaigns.begin(), operation.campaigns.end(),
                         [&](const Campaign& campaign) {
                           return campaign.client != ClientId{subject.id} ||
                                  may_see(relation_to(operation, principal, campaign.id));
                         });
    case SubjectKind::operation:
    case SubjectKind::site:
    case SubjectKind::place:
      return false;
  }
  return false;
}

}  // namespace relevo
