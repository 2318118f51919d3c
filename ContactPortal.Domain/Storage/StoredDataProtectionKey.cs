namespace ContactPortal.Domain.Storage;

/// <summary>A data-protection key, as ASP.NET Core serialises it.</summary>
public sealed class StoredDataProtectionKey
{
    /// <summary>The framework's name for the key.</summary>
    public required string Name { get; init; }

    /// <summary>The key, as XML.</summary>
    public required string Xml { get; init; }
}
