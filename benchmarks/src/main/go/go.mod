module orka.invalid/benchmarks

go 1.21
