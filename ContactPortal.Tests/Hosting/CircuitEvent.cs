namespace ContactPortal.Tests.Hosting;

/// <summary>An event handler of a live page.</summary>
internal sealed record CircuitEvent(ulong Handler, string Name, string Element);
