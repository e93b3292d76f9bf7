// sofia's C callbacks, each leading to a function of Calls.
#pragma once

#include "voice/sip/calls.h"

namespace relevo::voice {

struct CallCallbacks {
  static int dialog_request(void* call, nta_leg_t* dialog, nta_incoming_t* request,
                            const sip_t* sip);
  static int branch_request(void* branch, nta_leg_t* dialog, nta_incoming_t* request,
                            const sip_t* sip);
  static int invite_followup(void* call, nta_incoming_t* request, const sip_t* sip);
  static int reinvite_followup(void* call, nta_incoming_t* request, const sip_t* sip);
  static int branch_response(void* branch, nta_outgoing_t* request, const sip_t* sip);
  static int won_response(void* nothing, nta_outgoing_t* request, const sip_t* sip);
  static int probe_response(void* call, nta_outgoing_t* request, const sip_t* sip);
};

}  // namespace relevo::voice
