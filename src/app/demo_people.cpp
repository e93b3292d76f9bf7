#include "app/demo_people.h"

#include "app/address.h"
#include "app/stop_signal.h"
#include "demo/people.h"

namespace relevo {

Result<void> run_demo_people(const DemoPeople& options, Logger& logger) {
  const auto http = parse_address("--http", options.http);
  if (!http) return tl::unexpected<Fault>(http.error());
  const auto sip = parse_address("--sip", options.sip);
  if (!sip) return tl::unexpected<Fault>(sip.error());
  const auto stop = stop_signal();
  if (!stop) return tl::unexpected<Fault>(stop.error());
  return demo::run_people({.http_host = http->host,
                           .http_port = http->port,
                           .sip_host = sip->host,
                           .sip_port = sip->port,
                           .agents = options.agents},
                          logger, *stop);
}

}  // namespace relevo
