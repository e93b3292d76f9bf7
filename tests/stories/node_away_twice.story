# What comes late or twice about a connection changes nothing: the end of an older one when a new
# voice has reported already, an end that is known, a report that says what is known.

queue billing
agent ana ready

at 1s    reconcile devices=ana
         -> node_back session=1
at 2s    reconcile devices=ana session=2
         -> node_back session=2
at 3s    node_gone session=1
at 4s    node_gone session=2
         -> node_lost gives_up_at=1m4s
at 5s    node_gone session=2
at 6s    reconcile devices=ana session=2
         -> node_back session=2 away=2s
at 7s    reconcile devices=ana session=2
