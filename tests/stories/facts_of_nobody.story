# Facts about legs, agents and contacts that the core does not know change nothing: a late report is
# no reason for anything, and no reason to stop.

queue billing

at 1s    leg_answered nobody
at 2s    leg_gone nobody hung_up
at 3s    leg_holds nobody
at 4s    leg_rings nobody
at 5s    devices stranger 1
at 6s    recording_starts nobody
at 7s    recording_ends nobody 3s
