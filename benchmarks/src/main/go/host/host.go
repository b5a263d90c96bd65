// The host loads the plugin, calls it many times, and prints the nanoseconds per call.
package main

import (
	"context"
	"fmt"
	"os"
	"plugin"
	"strconv"
	"time"

	"orka.invalid/benchmarks/sdk"
)

const batch = 100_000

var answer sdk.Response

func main() {
	loaded, err := plugin.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	symbol, err := loaded.Lookup("CallMethod")
	if err != nil {
		panic(err)
	}
	call := symbol.(func(context.Context, sdk.Request) sdk.Response)
	iterations, _ := strconv.Atoi(os.Args[2])
	millis, _ := strconv.Atoi(os.Args[3])
	measure(call, time.Duration(millis)*time.Millisecond)
	for i := 0; i < iterations; i++ {
		fmt.Println(measure(call, time.Duration(millis)*time.Millisecond))
	}
}

func measure(call func(context.Context, sdk.Request) sdk.Response, long time.Duration) float64 {
	ctx := context.Background()
	request := sdk.Request{Method: "Ping"}
	begin := time.Now()
	calls := 0
	for time.Since(begin) < long {
		for i := 0; i < batch; i++ {
			answer = call(ctx, request)
		}
		calls += batch
	}
	return float64(time.Since(begin).Nanoseconds()) / float64(calls)
}
