module github.com/yourusername/my-orka-plugin

go 1.18

require github.com/orka-platform/orka-plugin-sdk v0.1.0
