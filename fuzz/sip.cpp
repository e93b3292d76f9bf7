// A SIP message from the network: sofia's parser, and our readings of what it gives.
#include <string>

#include "fuzz/fuzz.h"
#include "voice/sip/call_record.h"
#include "voice/sip/digest.h"
#include "voice/sip/request.h"
#include "voice/sip/sdp.h"

using namespace relevo;

namespace {

void read(const sip_t& sip) {
  static_cast<void>(voice::sdp_of(&sip));
  if (sip.sip_request == nullptr || sip.sip_from == nullptr || sip.sip_to == nullptr ||
      sip.sip_call_id == nullptr || sip.sip_cseq == nullptr || sip.sip_via == nullptr) {
    return;  // nta refuses it.
  }
  static_cast<void>(voice::caller_of(sip));
  static_cast<void>(voice::party_text(*sip.sip_from));
  static_cast<void>(voice::url_text(*sip.sip_request->rq_url));
  static_cast<void>(voice::arrival_of(sip));
  if (sip.sip_authorization == nullptr || sip.sip_authorization->au_params == nullptr) return;
  voice::DigestAnswer answer;
  for (const msg_param_t* one = sip.sip_authorization->au_params; *one != nullptr; ++one) {
    voice::read_digest_parameter(*one, answer);
  }
  static_cast<void>(voice::digest_response("0123456789abcdef0123456789abcdef", "REGISTER", answer));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  msg_t* message = msg_make(sip_default_mclass(), 0, data, static_cast<issize_t>(size));
  if (message == nullptr) return 0;
  const sip_t* sip = sip_object(message);
  if (sip != nullptr) read(*sip);
  msg_destroy(message);
  return 0;
}
