// The names of sofia-sip's types for headers that only point at them.
#pragma once

using nta_agent_t = struct nta_agent_s;
using nta_incoming_t = struct nta_incoming_s;
using nta_leg_t = struct nta_leg_s;
using nta_outgoing_t = struct nta_outgoing_s;
using sip_t = struct sip_s;
using su_root_t = struct su_root_s;
