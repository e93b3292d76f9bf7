// What GET /indicators asks for, read from its parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/floor.h"
#include "api/policy.h"
#include "base/result.h"
#include "http/http.h"
#include "view/indicator/indicator.h"

namespace relevo {

inline constexpr std::size_t figures_max = 100'000;  // Of one answer: names, subjects and steps.

struct FiguresQuery {
  std::vector<const Indicator*> names;
  SubjectKind by = SubjectKind::operation;
  std::optional<std::uint64_t> of;  // An id of that kind; none: all in sight.
  std::vector<Span> spans;          // Whole ones, oldest first.
  std::string_view time_zone;       // Of the campaign they are about, else of the operation.
  std::string day;                  // There, when one was asked for: 2026-01-31.
};

/// Fault input, for people: an unknown name, kind or code, an indicator that is none of that kind,
/// a time or step that is no such thing, a span that is not in memory any more. Fault limit: too
/// many spans.
Result<FiguresQuery> read_figures_query(const HttpRequest& request, const Floor& floor);

/// The part of it that says about whom and when, `of` to `spans`; `by` is known. The same faults.
Result<void> read_whom_and_when(const HttpRequest& request, const Floor& floor,
                                FiguresQuery& query);

/// The subject's code; nothing when it is retired, or never was.
std::optional<std::string> code_of(const Operation& operation, const Subject& subject);

/// Whether the principal sees figures about it.
bool sees(const Operation& operation, const Principal& principal, const Sight& sight,
          const Subject& subject);

}  // namespace relevo
