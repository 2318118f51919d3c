namespace ContactPortal.Blazor.Hosting;

/// <summary>Somebody else's work that is shipped with the portal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">Its licence, by SPDX.</param>
internal sealed record ShippedWork(string Name, string Version, string Licence);
