#include "voice/sip/strangers.h"

namespace relevo::voice {

bool Strangers::take(const std::string& source, Time at) {
  if (requests_.full(source, at)) return knows(source, at);
  requests_.add(source, at);
  return true;
}

bool Strangers::knows(const std::string& source, Time at) {
  if (is_trunk_(source)) return true;
  if (at >= known_until_) {
    known_ = guests_();
    known_until_ = at + known_for;
  }
  return known_.contains(source);
}

}  // namespace relevo::voice
