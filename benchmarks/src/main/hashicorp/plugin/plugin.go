// The plugin. Its only argument is the protocol.
package main

import (
	"encoding/gob"
	"fmt"
	"os"

	goplugin "github.com/hashicorp/go-plugin"

	"orka.invalid/hashicorp/answer"
)

type hello struct{}

func (hello) Call(request answer.Request) (answer.Response, error) {
	if request.Method != "HelloWorld" {
		return answer.Response{Error: "Unknown method: " + request.Method}, nil
	}
	return answer.Response{
		Success: true,
		Data:    map[string]any{"message": fmt.Sprintf("Hello, %v!", request.Args["name"])},
	}, nil
}

func main() {
	gob.Register(map[string]any{})
	config := &goplugin.ServeConfig{HandshakeConfig: answer.Handshake, Plugins: answer.Plugins(os.Args[1], hello{})}
	if os.Args[1] == "grpc" {
		config.GRPCServer = goplugin.DefaultGRPCServer
	}
	goplugin.Serve(config)
}
