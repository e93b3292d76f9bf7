#include "api/route_form.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/subject.h"
#include "core/types.h"
#include "metrics/page.h"

namespace relevo {

namespace {

constexpr std::array list_parameters = {
    ParameterForm{"queue", schema::text, "Of this queue."},
    ParameterForm{"agent", schema::text, "Of this agent, who had it."},
    ParameterForm{"number", schema::text,
                  "Of who called from this number; those whose customer is shown to who asks."},
    ParameterForm{"disposition", schema::text, "Whose last disposition is this one."},
    ParameterForm{"state", schema::name_of<ContactState>, "In this state."},
    ParameterForm{"end", schema::name_of<ContactEnd>, "Of these, who ended so; none: not yet."},
    ParameterForm{"since", schema::time, "Arrived then or later."},
    ParameterForm{"until", schema::time, "Arrived before then."},
    ParameterForm{"before", schema::whole, "With a smaller number: `next` of the page before."},
    ParameterForm{"limit", schema::whole, "So many are looked at: 1 to 1000, without it 100."},
};
constexpr std::array board_parameters = {
    ParameterForm{"at", schema::time, "As it was then; without it, now."},
};
constexpr std::array indicator_parameters = {
    ParameterForm{"names", schema::text, "Of the catalogue, with commas; without it, all by `by`."},
    ParameterForm{"by", schema::name_of<SubjectKind>, "What they are about; the whole operation."},
    ParameterForm{"of", schema::text, "About this one alone, by its code."},
    ParameterForm{"last", schema::text, "The time up to now, like 15m or 8h; 30m."},
    ParameterForm{"from", schema::time,
                  "In place of `last`; moved to whole minutes within the "
                  "last hour, else to whole quarters."},
    ParameterForm{"to", schema::time, "Up to then; without it, up to now."},
    ParameterForm{
        "day", schema::text,
        "In place of `last`: today, yesterday or a date, from one day cut to the next, in "
        "the time zone of the campaign that `of` names or whose queue it names, else of "
        "the operation."},
    ParameterForm{"step", schema::text, "A row for each 15m, 30m, 1h and so on."},
};
constexpr std::array report_parameters = {
    ParameterForm{"day", schema::text,
                  "today, yesterday or a date, as for /indicators; without any time, today."},
    ParameterForm{"from", schema::time, "In place of `day`."},
    ParameterForm{"to", schema::time, "Up to then; without it, up to now."},
    ParameterForm{"last", schema::text, "In place of `day`: the time up to now, like 8h."},
    ParameterForm{"step", schema::text,
                  "A row for each 15m, 30m, 1h and so on, where the report has steps."},
    ParameterForm{"of", schema::text, "About this one alone, by its code: of what `by` says."},
    ParameterForm{"format", schema::text, "json, csv or xlsx; json."},
    ParameterForm{"lang", schema::text, "es or en: titles and texts of csv and xlsx; es."},
};
constexpr std::array alert_parameters = {
    ParameterForm{"state", schema::text,
                  "open, those that go on, or ended, the last that are over; without it, open."},
};
constexpr std::array log_parameters = {
    ParameterForm{"after", schema::whole, "Behind this position: `next` of the page before."},
    ParameterForm{"limit", schema::whole, "At most so many events looked at: 1 to 1000, else 100."},
};
constexpr std::array range_parameters = {
    ParameterForm{"Range", schema::text, "Part of the file, as bytes=0-999.", false},
};
constexpr std::array key_parameters = {
    ParameterForm{"Idempotency-Key", schema::text,
                  "1 to 128 characters of the caller's choice: repeated with the same key within a "
                  "day, the command is not carried out again and gets the first answer.",
                  false},
};

constexpr std::array bad = {400};
constexpr std::array forbidden = {403};
constexpr std::array unknown = {404};
constexpr std::array bad_or_unknown = {400, 404};
constexpr std::array of_state = {403, 503};
constexpr std::array of_board = {400, 404, 503};
constexpr std::array forbidden_or_unknown = {403, 404, 416};
constexpr std::array of_sign_in = {400, 401, 413, 429, 503};
constexpr std::array of_sign_out = {503};
constexpr std::array of_commands = {400, 403, 404, 409, 413, 429, 503};
constexpr std::array of_feed = {401, 403, 426};
constexpr std::array of_readyz = {503};

constexpr std::array forms = {
    RouteForm{.route = Route::healthz,
              .method = "GET",
              .path = "/healthz",
              .access = Access::anybody,
              .summary = "Whether the process answers",
              .content_type = "text/plain",
              .answer = schema::text},
    RouteForm{
        .route = Route::readyz,
        .method = "GET",
        .path = "/readyz",
        .access = Access::anybody,
        .summary = "Whether contacts are taken: 503 before the start is over, and while draining",
        .content_type = "text/plain",
        .answer = schema::text,
        .refusals = of_readyz},
    RouteForm{.route = Route::metrics,
              .method = "GET",
              .path = "/metrics",
              .access = Access::system_or_local,
              .summary = "Figures for a Prometheus server",
              .content_type = MetricsPage::content_type,
              .answer = schema::text,
              .refusals = forbidden},
    RouteForm{.route = Route::openapi,
              .method = "GET",
              .path = "/openapi.json",
              .access = Access::anybody,
              .summary = "This document",
              .answer = schema::object},
    RouteForm{.route = Route::about,
              .method = "GET",
              .path = "/api/v1/about",
              .access = Access::anybody,
              .summary = "Which operation this is, and which version of the program",
              .answer = schema::ref<"About">},
    RouteForm{.route = Route::sign_in,
              .method = "POST",
              .path = "/api/v1/sessions",
              .access = Access::anybody,
              .summary = "Signs in: the token goes into Authorization of what follows. With "
                         "`cookie`, for pages of this server, a cookie does instead",
              .body = schema::ref<"Credentials">,
              .answer = schema::ref<"Session">,
              .refusals = of_sign_in},
    RouteForm{.route = Route::me,
              .method = "GET",
              .path = "/api/v1/me",
              .summary = "Who is signed in by the token or the cookie",
              .answer = schema::ref<"Session">},
    RouteForm{.route = Route::sign_out,
              .method = "DELETE",
              .path = "/api/v1/sessions/current",
              .summary = "Ends the session of the token or the cookie",
              .answer = schema::ref<"SignedOut">,
              .refusals = of_sign_out},
    RouteForm{.route = Route::command,
              .method = "POST",
              .path = "/api/v1/commands/{name}",
              .summary = "Changes something",
              .parameters = key_parameters,
              .answer = schema::ref<"Done">,
              .refusals = of_commands},
    RouteForm{.route = Route::board,
              .method = "GET",
              .path = "/api/v1/board",
              .summary = "Queues, agents and contacts in sight, now or at a moment of the past",
              .parameters = board_parameters,
              .answer = schema::ref<"Board">,
              .refusals = of_board},
    RouteForm{.route = Route::contacts,
              .method = "GET",
              .path = "/api/v1/contacts",
              .summary = "Contacts in sight, live and over, the newest first",
              .parameters = list_parameters,
              .answer = schema::ref<"Contacts">,
              .refusals = bad},
    RouteForm{.route = Route::contact,
              .method = "GET",
              .path = "/api/v1/contacts/{id}",
              .summary = "One contact's whole life, with the reasons of each routing decision",
              .answer = schema::ref<"ContactLife">,
              .refusals = unknown},
    RouteForm{.route = Route::recording,
              .method = "GET",
              .path = "/api/v1/contacts/{id}/recording",
              .summary = "The contact's recording: customer left, agents right",
              .parameters = range_parameters,
              .content_type = "audio/wav",
              .answer = schema::bytes,
              .refusals = forbidden_or_unknown},
    RouteForm{.route = Route::dispositions,
              .method = "GET",
              .path = "/api/v1/dispositions",
              .summary = "What the contacts in sight can come to; without campaigns, all of them",
              .answer = schema::ref<"Dispositions">},
    RouteForm{.route = Route::agents,
              .method = "GET",
              .path = "/api/v1/agents",
              .summary = "Agents to whom one can hand a contact: who serves the same campaigns",
              .answer = schema::ref<"Colleagues">},
    RouteForm{.route = Route::queues,
              .method = "GET",
              .path = "/api/v1/queues",
              .summary = "Queues to which one can hand a contact: those of the same campaigns",
              .answer = schema::ref<"Destinations">},
    RouteForm{.route = Route::indicators,
              .method = "GET",
              .path = "/api/v1/indicators",
              .summary = "Indicators of what is in sight, over a span of time or step by step",
              .parameters = indicator_parameters,
              .answer = schema::ref<"Indicators">,
              .refusals = bad},
    RouteForm{.route = Route::indicator_catalogue,
              .method = "GET",
              .path = "/api/v1/indicators/catalogue",
              .summary = "Every indicator: unit, formula, version, what it means",
              .answer = schema::ref<"IndicatorCatalogue">},
    RouteForm{.route = Route::alerts,
              .method = "GET",
              .path = "/api/v1/alerts",
              .summary = "Deviations that somebody is told of: their level, owner, what comes next",
              .parameters = alert_parameters,
              .answer = schema::ref<"Alerts">,
              .refusals = bad},
    RouteForm{.route = Route::rules,
              .method = "GET",
              .path = "/api/v1/rules",
              .summary = "Deviation rules in force that can concern who asks, and the ladder of "
                         "those who are told",
              .answer = schema::ref<"Rules">},
    RouteForm{.route = Route::reports,
              .method = "GET",
              .path = "/api/v1/reports",
              .summary = "Which reports there are",
              .answer = schema::ref<"Reports">},
    RouteForm{.route = Route::report,
              .method = "GET",
              .path = "/api/v1/reports/{report}",
              .summary = "A report of what is in sight, as a table; as CSV or a workbook by "
                         "`format`. Times in rows are those of `time_zone`",
              .parameters = report_parameters,
              .answer = schema::ref<"Report">,
              .refusals = bad_or_unknown},
    RouteForm{.route = Route::messages,
              .method = "GET",
              .path = "/api/v1/messages",
              .summary = "What one has written to agents in the last three days, and who has not "
                         "read it yet",
              .answer = schema::ref<"SentMessages">},
    RouteForm{.route = Route::events,
              .method = "GET",
              .path = "/api/v1/events",
              .summary = "The log, as far as it is in sight",
              .parameters = log_parameters,
              .answer = schema::ref<"Events">,
              .refusals = bad_or_unknown},
    RouteForm{.route = Route::state,
              .method = "GET",
              .path = "/api/v1/state",
              .summary = "The state's hash, for comparing it with `relevo verify`",
              .answer = schema::ref<"State">,
              .refusals = of_state},
    RouteForm{.route = Route::feed,
              .method = "GET",
              .path = "/api/v1/feed",
              .access = Access::anybody,
              .summary = "WebSocket: FeedMessage goes in, FeedTold comes out. The token stands in "
                         "Authorization or is the first message; a page with the cookie says "
                         "whose it is instead",
              .status = 101,
              .refusals = of_feed},
};

/// The argument when the path is of that form (empty where the form has none); else nothing.
std::optional<std::string_view> match(std::string_view form, std::string_view path) {
  const std::size_t open = form.find('{');
  if (open == std::string_view::npos) {
    return form == path ? std::optional<std::string_view>{""} : std::nullopt;
  }
  const std::string_view behind = form.substr(form.find('}') + 1);
  if (path.size() <= open + behind.size() || path.substr(0, open) != form.substr(0, open) ||
      !path.ends_with(behind)) {
    return std::nullopt;
  }
  const std::string_view argument = path.substr(open, path.size() - open - behind.size());
  if (argument.find('/') != std::string_view::npos) return std::nullopt;
  return argument;
}

}  // namespace

std::span<const RouteForm> route_forms() { return forms; }

Routed route_of(std::string_view method, std::string_view path) {
  const std::string_view asked = method == "HEAD" ? "GET" : method;
  Routed routed;
  for (const RouteForm& form : forms) {
    const auto argument = match(form.path, path);
    if (!argument) continue;
    if (form.method == asked) return {.form = &form, .argument = *argument};
    routed.allowed = form.method;
  }
  return routed;
}

}  // namespace relevo
