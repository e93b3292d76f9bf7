#include "app/phone_line.h"

#include <utility>

namespace relevo {

void PhoneLine::open(VoiceChannel& voice, ApiServer& pages) {
  const std::lock_guard lock{mutex_};
  voice_ = &voice;
  pages_ = &pages;
  opened_ = true;
  for (PhoneOffer& offer : waiting_) pass(std::move(offer));
  waiting_.clear();
}

void PhoneLine::close() {
  const std::lock_guard lock{mutex_};
  voice_ = nullptr;
  pages_ = nullptr;
}

bool PhoneLine::offer(PhoneOffer offer) {
  const std::lock_guard lock{mutex_};
  if (!opened_ && waiting_.size() < waiting_max) {
    waiting_.push_back(std::move(offer));
    return true;
  }
  if (voice_ == nullptr) return false;
  pass(std::move(offer));
  return true;
}

void PhoneLine::pass(PhoneOffer offer) {
  voice_->offer_phone({.user = offer.user,
                       .phone = offer.phone,
                       .number = offer.number,
                       .sdp = std::move(offer.sdp)});
}

void PhoneLine::close(const Code& user, std::uint64_t phone) {
  const std::lock_guard lock{mutex_};
  if (voice_ != nullptr) voice_->close_phone({.user = user, .phone = phone});
}

void PhoneLine::lost(const Code& user, std::uint64_t phone) {
  const std::lock_guard lock{mutex_};
  if (voice_ != nullptr) voice_->lose_phone({.user = user, .phone = phone});
}

void PhoneLine::tell(const link::PhoneTold& told) {
  const std::lock_guard lock{mutex_};
  if (pages_ == nullptr) return;
  pages_->tell_phone({.user = told.user,
                      .phone = told.phone,
                      .number = told.number,
                      .answer = told.answer,
                      .alive = told.alive,
                      .gone = told.gone,
                      .why = std::string{told.why.view()}});
}

}  // namespace relevo
