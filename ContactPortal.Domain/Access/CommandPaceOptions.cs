namespace ContactPortal.Domain.Access;

/// <summary>How fast one person may change data.</summary>
public sealed record CommandPaceOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Commands";

    /// <summary>How many changes at once.</summary>
    public int Burst { get; init; } = 30;

    /// <summary>How many a second after that.</summary>
    public double PerSecond { get; init; } = 2;

    /// <summary>Whether both are at least one.</summary>
    public bool IsValid => Burst >= 1 && PerSecond >= 1;
}
