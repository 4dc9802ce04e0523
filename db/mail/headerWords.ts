/**
 * What headers of mail on public lists repeat, the commonest last: the preset dictionary of packed headers (zlib). Databases hold
 * what was packed with it, so it can never change; another one would need a column that says which.
 */
export const HEADER_WORDS = Buffer.from(
  [
    'ARC-Authentication-Results: i=1; 1; spf=pass smtp.mailfrom= dkim=pass header.d= dmarc=pass action=none header.from= arc=none',
    'ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; s=arcselector9901; h=From:Date:Subject:Message-ID:Content-Type:MIME-Version:X-MS-Exchange-AntiSpam-MessageData-ChunkCount:X-MS-Exchange-AntiSpam-MessageData-0:X-MS-Exchange-AntiSpam-MessageData-1; bh=',
    'X-MS-Exchange-CrossTenant-OriginalArrivalTime: X-MS-Exchange-Organization X-Microsoft-Antispam: BCL:0;',
    'X-Forefront-Antispam-Report: CIP:255.255.255.255;CTRY:;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:;PTR:;CAT:NONE;SFS:;DIR:OUT;SFP:1102;',
    'X-Microsoft-Antispam-Message-Info: X-Proofpoint-Virus-Version: vendor=baseguard engine=ICAP:2.0.205,Aquarius:18.0.883,Hydra:6.0.517,FMLib:17.11.122.1 definitions= _10 signatures=0',
    'X-Proofpoint-Spam-Details: rule=outbound_notspam policy=outbound score=0 malwarescore=0 mlxscore=0 phishscore=0 suspectscore=0 impostorscore=0 lowpriorityscore=0 adultscore=0 clxscore=1015 bulkscore=0 spamscore=0 priorityscore=1501 mlxlogscore=999 classifier=spam adjust=0 reason=mlx scancount=1 engine=8.12.0-2202240000 definitions=main-',
    'X-Proofpoint-GUID: X-Proofpoint-ORIG-GUID: X-TM-AS-GCONF: 00',
    'X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; s=20210112; h=x-gm-message-state:mime-version:references:in-reply-to:from:date :message-id:subject:to:cc;',
    'X-Gm-Message-State: X-Google-Smtp-Source: X-Received: by 2002:a05: with SMTP id \n        b=',
    'X-Spam-Status: No, score=-7.0 required=5.0 tests=BAYES_00,DKIM_SIGNED, DKIM_VALID,DKIM_VALID_AU,MAILING_LIST_MULTI,RCVD_IN_DNSWL_HI,SPF_HELO_NONE, SPF_PASS,T_SCC_BODY_TEXT_LINE,URIBL_BLOCKED autolearn=ham autolearn_force=no version=3.4.6',
    'X-Spam-Checker-Version: SpamAssassin 3.4.6 (2021-04-09) on X-Spam-Level: ',
    'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=kernel.org; s=k20201202; h=from : to : cc : subject : date : message-id : in-reply-to : references : content-type : content-transfer-encoding : mime-version; s=pp1; bh=\n b= ',
    'Received: from localhost (localhost [127.0.0.1]) by (8.16.1.2/8.16.1.2) with ESMTP id ; (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NOT); (version=TLSv1/SSLv3 cipher=DHE-DSS-AES256-SHA bits=256 verify=NOT) for <linux-kernel@vger.kernel.org>; (Postfix) with ESMTPS id (using TLSv1.2 with cipher AECDH-AES256-SHA (256/256 bits)) (No client certificate requested) by smtp.lore.kernel.org (Postfix) with ESMTP id  for <@archiver.kernel.org>; Mon, Tue, Wed, Thu, Fri, Sat, Sun, Jan 20 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec 00:00:00 +0000 (UTC) (EST) (EDT)',
    'Received: (majordomo@vger.kernel.org) by vger.kernel.org via listexpand id ; 0500 0400',
    'Received: from lindbergh.monkeyblade.net ([]:) by vger.kernel.org with ESMTP id ',
    'Received: from mail-.google.com (mail-.google.com [IPv6:2607:f8b0:4864:20::]) by lindbergh.monkeyblade.net (Postfix) with ESMTPS id ',
    'Return-Path: <-owner@kernel.org>\nPrecedence: bulk\nList-ID: <.vger.kernel.org>\nX-Mailing-List: @vger.kernel.org',
    'List-Id: List-Subscribe: <mailto: List-Unsubscribe: <mailto: \nErrors-To: Sender: Cc: linux-kernel@vger.kernel.org, kvm@vger.kernel.org, netdev@vger.kernel.org, ',
    'To: \nFrom: \nSubject: Re: [PATCH v2 00/10] \nDate: \nMessage-ID: <\nMessage-Id: <20\nReferences: <\nIn-Reply-To: <',
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:91.0) Gecko/20100101 Thunderbird/91.0\nX-Mailer: git-send-email 2.34.1',
    'Content-Language: en-US\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8; format=flowed\nContent-Type: text/plain; charset="us-ascii"',
    'Content-Disposition: inline\nContent-Transfer-Encoding: 8bit\nContent-Transfer-Encoding: 7bit\n\n',
  ].join('\n'),
)
