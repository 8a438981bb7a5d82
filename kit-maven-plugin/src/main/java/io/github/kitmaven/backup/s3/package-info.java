/** Backups in a store that speaks S3. The only package that imports the AWS SDK, which is there only if the user added it. */
@NullMarked
package io.github.kitmaven.backup.s3;

import org.jspecify.annotations.NullMarked;
