// The verbs of stories about deviations and alerts.
#include "base/enum_name.h"
#include "words.h"

namespace relevo::stories {

Command Words::of_alert(const std::string& verb, Arguments& arguments, bool& known, UserId& by) {
  known = true;
  if (verb == "see_deviation") {
    SeeDeviation seen{.rule = names_.rule(arguments.word())};
    seen.subject = names_.subject(arguments.word());
    seen.part = static_cast<std::int64_t>(number_of(arguments.named("part", "0")));
    seen.whole = static_cast<std::int64_t>(number_of(arguments.named("whole", "0")));
    return seen;
  }
  if (verb == "see_deviation_over") {
    SeeDeviationOver over{.rule = names_.rule(arguments.word())};
    over.subject = names_.subject(arguments.word());
    return over;
  }
  const auto alert = [&] {
    by = names_.user(arguments.word());
    return names_.alert(arguments.word());
  };
  if (verb == "acknowledge_alert") return AcknowledgeAlert{.alert = alert()};
  if (verb == "hand_back_alert") return HandBackAlert{.alert = alert()};
  if (verb == "resolve_alert") return ResolveAlert{.alert = alert()};
  if (verb == "snooze_alert") {
    const AlertId id = alert();
    return SnoozeAlert{.alert = id, .lasts = duration_of(arguments.word())};
  }
  if (verb == "mark_alert") {
    const AlertId id = alert();
    return MarkAlert{.alert = id, .useful = arguments.word() == "useful"};
  }
  known = false;
  return Tick{};
}

}  // namespace relevo::stories
