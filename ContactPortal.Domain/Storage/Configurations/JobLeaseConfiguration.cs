using ContactPortal.Domain.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of job leases.</summary>
internal sealed class JobLeaseConfiguration : IEntityTypeConfiguration<JobLease>
{
    private const int LongestName = 50;

    public void Configure(EntityTypeBuilder<JobLease> builder)
    {
        builder.ToTable("ChoreLeases");
        builder.HasKey(l => l.Job);
        builder.Property(l => l.Job).HasColumnName("Chore").HasMaxLength(LongestName);
    }
}
