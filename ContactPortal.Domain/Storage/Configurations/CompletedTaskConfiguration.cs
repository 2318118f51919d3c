using ContactPortal.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of completed tasks.</summary>
internal sealed class CompletedTaskConfiguration : IEntityTypeConfiguration<CompletedTask>
{
    private const int LongestCode = 32;

    public void Configure(EntityTypeBuilder<CompletedTask> builder)
    {
        builder.ToTable("SettledTasks");
        builder.HasKey(t => new { t.Organisation, t.PersonId, t.Kind });
        builder.Property(t => t.CompletedAt).HasColumnName("At");
        builder.Property(t => t.Kind).HasConversion<string>().HasMaxLength(LongestCode);
    }
}
