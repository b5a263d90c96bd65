// Package answer contains the interface that the host and its plugin share, over each protocol of go-plugin.
package answer

import (
	"context"
	"net/rpc"

	goplugin "github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/structpb"
)

// Request is the input of a call: a method, and arguments of any names and types.
type Request struct {
	Method string
	Args   map[string]any
}

// Response is the output of a call.
type Response struct {
	Success bool
	Error   string
	Data    any
}

// Plugin is the interface that the host calls.
type Plugin interface {
	Call(request Request) (Response, error)
}

// Handshake prevents users from starting the plugin manually.
var Handshake = goplugin.HandshakeConfig{ProtocolVersion: 1, MagicCookieKey: "ORKA_BENCHMARK", MagicCookieValue: "hello"}

// Name is the name of the plugin.
const Name = "hello"

// Plugins returns the plugin over one protocol, "grpc" or "netrpc". The host passes a nil plugin.
func Plugins(flavour string, plugin Plugin) goplugin.PluginSet {
	if flavour == "grpc" {
		return goplugin.PluginSet{Name: &overGRPC{plugin: plugin}}
	}
	return goplugin.PluginSet{Name: &overRPC{plugin: plugin}}
}

// net/rpc: gob encodes both structures.

type overRPC struct{ plugin Plugin }

func (o *overRPC) Server(*goplugin.MuxBroker) (interface{}, error) { return &rpcServer{o.plugin}, nil }

func (o *overRPC) Client(_ *goplugin.MuxBroker, client *rpc.Client) (interface{}, error) {
	return &rpcClient{client}, nil
}

type rpcServer struct{ plugin Plugin }

// Call is called by net/rpc.
func (s *rpcServer) Call(request Request, response *Response) error {
	var err error
	*response, err = s.plugin.Call(request)
	return err
}

type rpcClient struct{ client *rpc.Client }

func (c *rpcClient) Call(request Request) (response Response, err error) {
	err = c.client.Call("Plugin.Call", request, &response)
	return response, err
}

// gRPC: arguments and responses of any type are google.protobuf.Struct, so no code is generated.

type overGRPC struct {
	goplugin.NetRPCUnsupportedPlugin
	plugin Plugin
}

func (o *overGRPC) GRPCServer(_ *goplugin.GRPCBroker, server *grpc.Server) error {
	server.RegisterService(&service, o.plugin)
	return nil
}

func (o *overGRPC) GRPCClient(_ context.Context, _ *goplugin.GRPCBroker, conn *grpc.ClientConn) (interface{}, error) {
	return &grpcClient{conn}, nil
}

const path = "/orka.Hello/Call"

var service = grpc.ServiceDesc{
	ServiceName: "orka.Hello",
	HandlerType: (*Plugin)(nil),
	Methods:     []grpc.MethodDesc{{MethodName: "Call", Handler: handle}},
}

func handle(plugin any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(structpb.Struct)
	if err := decode(in); err != nil {
		return nil, err
	}
	call := func(_ context.Context, in any) (any, error) {
		fields := in.(*structpb.Struct).GetFields()
		response, err := plugin.(Plugin).Call(Request{
			Method: fields["method"].GetStringValue(),
			Args:   fields["args"].GetStructValue().AsMap(),
		})
		if err != nil {
			return nil, err
		}
		return structpb.NewStruct(map[string]any{
			"success": response.Success, "error": response.Error, "data": response.Data,
		})
	}
	if interceptor == nil {
		return call(ctx, in)
	}
	return interceptor(ctx, in, &grpc.UnaryServerInfo{Server: plugin, FullMethod: path}, call)
}

type grpcClient struct{ conn *grpc.ClientConn }

func (c *grpcClient) Call(request Request) (Response, error) {
	in, err := structpb.NewStruct(map[string]any{"method": request.Method, "args": request.Args})
	if err != nil {
		return Response{}, err
	}
	out := new(structpb.Struct)
	if err := c.conn.Invoke(context.Background(), path, in, out); err != nil {
		return Response{}, err
	}
	fields := out.GetFields()
	return Response{
		Success: fields["success"].GetBoolValue(),
		Error:   fields["error"].GetStringValue(),
		Data:    fields["data"].AsInterface(),
	}, nil
}
