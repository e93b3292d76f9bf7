# A document that contradicts itself is refused as a whole: here two queues have the same number.

queue billing number=5000

at 1s    apply
         + queue sales number=5000
         !! operation_invalid
