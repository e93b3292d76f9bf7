#include "voice/sip/waiting_room.h"

#include <utility>

#include "voice/clock.h"

namespace relevo::voice {

WaitingRoom::WaitingRoom(Loop& loop, Duration wait, Server server)
    : wait_(wait), server_(std::move(server)), due_(loop, [this] { serve_due(); }) {}

WaitingRoom::~WaitingRoom() {
  for (const Guest& guest : guests_) nta_incoming_destroy(guest.request);
}

int WaitingRoom::take(nta_incoming_t* request, const sip_t& sip) {
  if (guests_.size() >= waiting_max) return server_(request, sip);
  if (guests_.empty()) due_.set(wait_);
  guests_.push_back({request, now() + wait_});
  nta_incoming_set_params(request, NTATAG_EXTRA_100(0), TAG_END());  // Else it says 100 by itself.
  nta_incoming_bind(request, on_followup, this);
  return 0;
}

void WaitingRoom::empty() {
  while (!guests_.empty()) serve_first();
}

void WaitingRoom::serve_due() {
  while (!guests_.empty() && guests_.front().until <= now()) serve_first();
  if (!guests_.empty()) due_.set(guests_.front().until - now());
}

void WaitingRoom::serve_first() {
  nta_incoming_t* request = guests_.front().request;
  guests_.pop_front();
  nta_incoming_bind(request, nullptr, nullptr);
  msg_t* message = nta_incoming_getrequest(request);
  const int status = server_(request, *sip_object(message));
  msg_destroy(message);
  // As the agent does it with who need not wait.
  if (status >= 200) nta_incoming_destroy(request);
}

// A caller who gives up; the 487 itself is sent by the transaction.
int WaitingRoom::on_followup(void* self, nta_incoming_t* request, const sip_t* /*sip*/) {
  auto& guests = static_cast<WaitingRoom*>(self)->guests_;
  const auto gone = std::erase_if(guests, [&](const Guest& one) { return one.request == request; });
  if (gone > 0) nta_incoming_destroy(request);
  return 0;
}

}  // namespace relevo::voice
