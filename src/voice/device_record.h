// What the leg store keeps of a registered device, so that it is rung without its next REGISTER.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/time.h"

namespace relevo::voice {

struct DeviceRecord {
  std::string user;
  std::string contact;
  std::string next_hop;
  Time expires_at;  // On this machine's boot clock.
  std::string call_id;
  std::uint32_t cseq = 0;
  std::string instance;
};

template <class V>
void fields(V& visit, DeviceRecord& r) {
  visit(1, "user", r.user);
  visit(2, "contact", r.contact);
  visit(3, "next_hop", r.next_hop);
  visit(4, "expires_at", r.expires_at);
  visit(5, "call_id", r.call_id);
  visit(6, "cseq", r.cseq);
  visit(7, "instance", r.instance);
}

}  // namespace relevo::voice
