using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of requests for rights.</summary>
internal sealed class RightsRequestConfiguration : IEntityTypeConfiguration<RightsRequest>
{
    public void Configure(EntityTypeBuilder<RightsRequest> builder)
    {
        builder.ToTable("RightsRequests");
        builder.HasKey(r => new { r.Organisation, r.Id });
        builder.HasIndex(r => new { r.Organisation, r.PersonId });
        builder.Property(r => r.AnsweredBy).HasMaxLength(ContactRules.LongestName);
        builder.Property(r => r.RefusedBecause).HasMaxLength(RightsService.LongestReason);
    }
}
