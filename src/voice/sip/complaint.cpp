#include "voice/sip/complaint.h"

#include <utility>

namespace relevo::voice {

void Complaint::add(const std::string& source) {
  source_ = source;
  ++count_;
  if (!std::exchange(telling_, true)) tell();
}

void Complaint::tell() {
  telling_ = count_ > 0;
  if (!telling_) return;
  logger_.warning(what_, {{"times", std::exchange(count_, 0)}, {"source", source_}});
  due_.set(told_each);
}

}  // namespace relevo::voice
