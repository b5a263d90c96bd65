// The plugin.
package main

import (
	"context"

	"orka.invalid/benchmarks/sdk"
)

// CallMethod returns a constant.
func CallMethod(ctx context.Context, request sdk.Request) sdk.Response {
	return sdk.Response{Success: true, Data: "pong"}
}

func main() {}
