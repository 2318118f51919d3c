namespace ContactPortal.Domain.Jobs;

/// <summary>Which process runs a job, and until when.</summary>
internal sealed class JobLease
{
    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>The id of the process that holds the lease.</summary>
    public required Guid HeldBy { get; set; }

    /// <summary>When the lease expires.</summary>
    public required DateTimeOffset Until { get; set; }
}
