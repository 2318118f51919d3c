using ContactPortal.Domain.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of what the API's clients did by day.</summary>
internal sealed class ApiClientDayConfiguration : IEntityTypeConfiguration<ApiClientDay>
{
    public void Configure(EntityTypeBuilder<ApiClientDay> builder)
    {
        builder.ToTable("ApiClientDays");
        builder.HasKey(d => new { d.Client, d.Day });
        builder.Property(d => d.Client).HasMaxLength(ApiClientDay.LongestClient);
    }
}
