// The end of a leg: the right refusal, CANCEL or BYE, and what is freed with it.
#include <string>

#include "base/enum_name.h"
#include "voice/sip/calls.h"

namespace relevo::voice {

namespace {

const char* reason_of(link::ReleaseCause cause) {
  switch (cause) {
    case link::ReleaseCause::answered_elsewhere:
      return "SIP;cause=200;text=\"Call completed elsewhere\"";
    case link::ReleaseCause::offer_expired:
      return "Q.850;cause=19;text=\"No answer\"";
    case link::ReleaseCause::failed:
      return "Q.850;cause=41;text=\"Temporary failure\"";
    case link::ReleaseCause::none:
    case link::ReleaseCause::normal:
    case link::ReleaseCause::other_side_ended:
    case link::ReleaseCause::withdrawn:
      break;
  }
  return "Q.850;cause=16;text=\"Normal call clearing\"";
}

}  // namespace

void Calls::release(LegId leg, link::ReleaseCause cause) {
  Call* call = find_mutable(leg);
  if (call == nullptr) return;
  switch (call->state) {
    case CallState::arrived: {
      if (cause == link::ReleaseCause::failed) {
        shed(call->invite, "the server ends");
        return end(*call, link::LegEnd::released, 503);
      }
      nta_incoming_treply(call->invite, 480, nullptr, SIPTAG_REASON_STR(reason_of(cause)),
                          TAG_END());
      return end(*call, link::LegEnd::released, 480);
    }
    case CallState::answered:
      // A BYE may not overtake the ACK (RFC 3261, 15).
      call->release_wanted = true;
      call->release_cause = cause;
      return;
    case CallState::ringing:
      drop_branches(*call, nullptr, reason_of(cause));
      return end(*call, link::LegEnd::released, 487);
    case CallState::up:
      if (call->in_page) return end(*call, link::LegEnd::released, 0);
      if (call->path_lost) return release_later(*call, cause);
      send_bye(*call, cause);
      return end(*call, link::LegEnd::released, 0);
  }
}

// A BYE has no way to a phone whose connection is gone. It comes back, or its address is tried.
void Calls::release_later(Call& call, link::ReleaseCause cause) {
  if (call.release_wanted) return;
  call.release_wanted = true;
  call.release_cause = cause;
  call.limit = std::make_unique<Timer>(loop_, [this, &call] {
    send_bye(call, call.release_cause);
    end(call, link::LegEnd::released, 0);
  });
  call.limit->set(path_wait);
}

void Calls::send_bye(Call& call, link::ReleaseCause cause) {
  // The transaction outlives the dialog and frees itself.
  nta_outgoing_tcreate(call.dialog, nullptr, nullptr, way_of(call), SIP_METHOD_BYE, nullptr,
                       SIPTAG_REASON_STR(reason_of(cause)), TAG_END());
}

// Frees the leg and tells. After it no callback of this leg comes any more; the object itself is
// buried, because the one who called may stand in it.
void Calls::end(Call& call, link::LegEnd how, std::uint16_t status) {
  link::LegEnded ended;
  ended.leg = call.leg;
  ended.contact = call.contact;
  ended.end = how;
  ended.sip_status = status;
  logger_.info("leg ended", {{"leg", call.leg.value},
                             {"contact", call.contact.value},
                             {"end", enum_name(how)},
                             {"status", static_cast<int>(status)}});
  const bool phone_is_there = registered_while_ringing(call);
  const Code leaves_page = call.page ? Code{call.user} : Code{};
  bury(call);
  events_.on_ended(ended, phone_is_there);
  if (!leaves_page.empty()) page_changed(leaves_page);  // For a leg that waits for it.
}

void Calls::bury(Call& call) {
  nta_incoming_destroy(call.invite);
  nta_incoming_destroy(call.reinvite);
  if (call.probe != nullptr) nta_outgoing_destroy(call.probe);
  if (call.won != nullptr) nta_outgoing_destroy(call.won);
  nta_leg_destroy(call.dialog);
  call.limit.reset();
  call.probe_limit.reset();
  take_out_of_page(call);
  if (call.local.port != 0) media_.close(call.leg);
  const auto owned = calls_.find(call.leg.value);
  count(call, false);
  open_grave();
  buried_calls_.push_back(std::move(owned->second));
  calls_.erase(owned);
}

// Once a second for all of them: sofia's loop spins through the last millisecond before each timer,
// so one of its own per call that ends costs more than the call.
void Calls::open_grave() {
  if (buried_calls_.empty() && buried_branches_.empty()) gravedigger_.set(burial_wait);
}

}  // namespace relevo::voice
